import Quantities

/// What makes two observations of a text claims about the same thing.
private struct ClaimKey: Hashable {
  var indicator: Int16
  var treaty: Int16
  var area: Int16
  var sex: String
  var source: Int16
  var period: CalendarPeriod?
  var age: ByteSpan
  var base: String
}

extension TextReader {
  /// Keeps one observation for each key: mentions are claims, observations are choices.
  ///
  /// The exact wins over the hedged, the number over the fraction that it explains ("one woman in five, 21 per cent"),
  /// then the first in the text. A figure that is repeated without its date
  /// or source is the same figure.
  func dropRepetitions() {
    var chosen: [ClaimKey: Int] = [:]
    for index in observations.indices {
      let key = key(observations[index])
      guard let other = chosen[key] else {
        chosen[key] = index
        continue
      }
      if observations[index].qualifier == .exact && observations[other].qualifier != .exact
        || isNumberOf(index, fraction: other)
      {
        observations[other].isDropped = true
        chosen[key] = index
      } else {
        observations[index].isDropped = true
      }
    }
    dropVaguer()
  }

  /// Whether the second tells in per cent, right behind it, what the first tells as a fraction.
  private func isNumberOf(_ second: Int, fraction first: Int) -> Bool {
    let mentions = (first: observations[first].mention, second: observations[second].mention)
    return mentions.second == mentions.first + 1
      && self.mentions[Int(mentions.first)].quantity.kind == .fraction
      && self.mentions[Int(mentions.second)].quantity.kind == .share
      && (observations[second].qualifier == .exact || observations[first].qualifier != .exact)
  }

  /// Drops an observation whose value is told again with a date or a source that it lacks.
  private func dropVaguer() {
    var groups: [ClaimKey: [Int]] = [:]
    for index in observations.indices where !observations[index].isDropped {
      var key = key(observations[index])
      key.period = nil
      key.source = -1
      key.age = .none
      groups[key, default: []].append(index)
    }
    for group in groups.values where group.count > 1 && group.count < 64 {
      for index in group {
        let isVaguer = group.contains { other in
          other != index && !observations[other].isDropped && says(other, moreThan: index)
        }
        if isVaguer { observations[index].isDropped = true }
      }
    }
  }

  private func says(_ other: Int, moreThan index: Int) -> Bool {
    let (more, less) = (observations[other], observations[index])
    guard value(of: more) == value(of: less), more.status == less.status else { return false }
    let periodFits = less.period == nil || less.period == more.period
    let sourceFits = less.source < 0 || less.source == more.source
    guard periodFits, sourceFits else { return false }
    return less.period != more.period || less.source != more.source || other < index
  }

  private func value(of observation: FoundObservation) -> Fixed? {
    mentions[Int(observation.mention)].quantity.value
  }

  private func key(_ observation: FoundObservation) -> ClaimKey {
    ClaimKey(
      indicator: observation.indicator, treaty: observation.treaty, area: observation.area,
      sex: observation.sex.rawValue, source: observation.source, period: observation.period,
      age: observation.evidence.age,
      base: observation.rule < 0 ? "" : rules.rules[Int(observation.rule)].sets.base)
  }
}
