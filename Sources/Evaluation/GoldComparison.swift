import Core
import Reading

/// One document's reading beside its gold.
struct GoldComparison {
  let gold: Gold
  let read: DocumentRecord
  let scored: Set<String>?

  // MARK: Mentions

  func compareMentions(_ evaluation: inout Evaluation) {
    let found = read.mentions.filter { $0.kind != .status }
    var taken = Set<Int>()
    for mention in gold.mentions {
      let match = found.indices.first { !taken.contains($0) && agrees(found[$0], mention) }
      guard let match else {
        if mention.optional != true { miss(mention, found, &evaluation) }
        continue
      }
      taken.insert(match)
      guard mention.optional != true else { continue }
      evaluation.mentions.truePositives += 1
      evaluation.mentionsByKind[mention.kind, default: Score()].truePositives += 1
      if accepts(mention.qualifier, found[match].qualifier.rawValue) {
        evaluation.qualifiersRight += 1
      } else {
        note(
          "misread qualifier", "\(found[match].qualifier.rawValue) for \(mention.qualifier ?? "")",
          mention.start,
          mention.end, &evaluation)
      }
    }
    let optional = gold.mentions.filter { $0.optional == true }
    for index in found.indices where !taken.contains(index) {
      let span = found[index].span
      if optional.contains(where: { span.charStart < $0.end && $0.start < span.charEnd }) { continue }
      evaluation.mentions.falsePositives += 1
      evaluation.mentionsByKind[found[index].kind.rawValue, default: Score()].falsePositives += 1
      note(
        "invented", "\(found[index].kind.rawValue) \(found[index].valueText)", span.charStart, span.charEnd,
        &evaluation)
    }
  }

  private func miss(_ mention: GoldMention, _ found: [Mention], _ evaluation: inout Evaluation) {
    evaluation.mentions.falseNegatives += 1
    evaluation.mentionsByKind[mention.kind, default: Score()].falseNegatives += 1
    note("missed", "\(mention.kind) \(mention.value?.text ?? "")", mention.start, mention.end, &evaluation)
    let other = found.first { $0.span.charStart < mention.end && mention.start < $0.span.charEnd }
    if let other, !mention.kind.split(separator: "|").contains(Substring(other.kind.rawValue)) {
      evaluation.confusion[.init(gold: mention.kind, read: other.kind.rawValue), default: 0] += 1
    }
  }

  private func agrees(_ mention: Mention, _ gold: GoldMention) -> Bool {
    guard mention.span.charStart < gold.end, gold.start < mention.span.charEnd,
      gold.kind.split(separator: "|").contains(Substring(mention.kind.rawValue))
    else { return false }
    let isFraction = mention.kind == .fraction
    guard Loose.agree(mention.valueText, gold.value, within: isFraction ? 0.005 : 1e-4, absolute: isFraction)
    else {
      return false
    }
    if let total = gold.total, !total.text.isEmpty, !Loose.agree(mention.total.map(plain), total) {
      return false
    }
    if let high = gold.valueHigh, !high.text.isEmpty, !Loose.agree(mention.valueHigh.map(plain), high) {
      return false
    }
    return true
  }

  // MARK: Observations

  func compareObservations(_ evaluation: inout Evaluation) {
    let found = read.observations.filter { scored?.contains($0.indicator) ?? true }
    var taken = Set<Int>()
    for observation in gold.observations {
      let match = found.indices.first { !taken.contains($0) && agrees(found[$0], observation) }
      guard let match else {
        if observation.optional != true {
          evaluation.observations.falseNegatives += 1
          evaluation.observationsByIndicator[observation.indicatorId, default: Score()].falseNegatives += 1
          note(
            "missed",
            "\(observation.indicatorId) \(observation.treaty ?? "") \(observation.value?.text ?? "")",
            observation.start, observation.end, &evaluation)
        }
        continue
      }
      taken.insert(match)
      evaluation.observations.truePositives += 1
      evaluation.observationsByIndicator[observation.indicatorId, default: Score()].truePositives += 1
      evaluation.observationsByRule[found[match].rule, default: Score()].truePositives += 1
      compareDimensions(found[match], observation, &evaluation)
    }
    let mentions = Dictionary(uniqueKeysWithValues: read.mentions.map { ($0.id, $0) })
    let optional = gold.observations.filter { $0.optional == true }
    for index in found.indices where !taken.contains(index) {
      guard let span = mentions[found[index].mention]?.span else { continue }
      if optional.contains(where: { span.charStart < $0.end && $0.start < span.charEnd }) { continue }
      evaluation.observations.falsePositives += 1
      evaluation.observationsByIndicator[found[index].indicator, default: Score()].falsePositives += 1
      evaluation.observationsByRule[found[index].rule, default: Score()].falsePositives += 1
      note(
        "invented",
        "\(found[index].indicator) \(found[index].area) \(found[index].sex.rawValue) \(found[index].valueText)",
        span.charStart, span.charEnd, &evaluation)
    }
  }

  private func agrees(_ observation: Observation, _ gold: GoldObservation) -> Bool {
    observation.indicator == gold.indicatorId && observation.treaty == gold.treaty ?? ""
      && observation.area == gold.area && observation.sex.rawValue == gold.sex
      && Loose.agree(observation.valueText, gold.value)
  }

  private func compareDimensions(
    _ observation: Observation, _ gold: GoldObservation, _ evaluation: inout Evaluation
  ) {
    let right = [
      "time_period": observation.timePeriod == gold.timePeriod ?? "",
      "qualifier": accepts(gold.qualifier, observation.qualifier.rawValue),
      "total": Loose.agree(observation.total.map(plain), gold.total),
      "cited_source": gold.citedSource == "*" || observation.citedSource == gold.citedSource ?? "",
    ]
    for (dimension, isRight) in right.sorted(by: { $0.key < $1.key }) {
      if isRight {
        evaluation.dimensionsRight[dimension, default: 0] += 1
      } else {
        let read =
          switch dimension {
          case "time_period": observation.timePeriod
          case "qualifier": observation.qualifier.rawValue
          case "total": observation.total.map(plain) ?? ""
          default: observation.citedSource
          }
        note("misread \(dimension)", "\(gold.indicatorId): \"\(read)\"", gold.start, gold.end, &evaluation)
      }
    }
    if right.values.allSatisfy({ $0 }) { evaluation.dimensionsRight["all", default: 0] += 1 }
  }

  // MARK: Help

  private func accepts(_ gold: String?, _ found: String) -> Bool {
    (gold ?? "").split(separator: "|").contains(Substring(found))
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private func note(
    _ what: String, _ subject: String, _ start: Int, _ end: Int, _ evaluation: inout Evaluation
  ) {
    let scalars = Array(String(decoding: gold.text, as: UTF8.self).unicodeScalars)
    func part(_ from: Int, _ to: Int) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[max(0, min(from, scalars.count))..<max(0, min(to, scalars.count))])
      return String(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let context =
      "\(part(max(0, start - 60), start)) ⟦\(part(start, end))⟧ \(part(end, max(end, min(end + 60, scalars.count))))"
    evaluation.errors.append(.init(document: gold.name, what: what, subject: subject, context: context))
  }
}
