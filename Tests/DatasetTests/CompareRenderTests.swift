import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

@Suite struct CompareRenderTests {
  private let table = ResultTable(
    kind: "sex", title: "Women and men", explanation: "Side by side.", note: "",
    columns: [
      ResultTable.Column(name: "Country", isNumeric: false),
      ResultTable.Column(name: "Points", isNumeric: true),
      ResultTable.Column(name: "Remark", isNumeric: false),
    ],
    rows: [
      [
        ResultTable.Cell(text: "A | B <b>\n& c"), ResultTable.Cell(text: "+15", observations: ["abc"]),
        ResultTable.Cell(text: String(repeating: "a long remark ", count: 9) + "\"end\""),
      ]
    ],
    compared: 1, refused: ["unit": 2, "scope": 1], isSample: true)

  @Test func everyRenderingSaysSample() {
    for format in TableFormat.allCases {
      #expect(render(table, as: format).contains("SAMPLE"), "\(format)")
      #expect(render(table, as: format).hasSuffix("\n"))
    }
  }

  @Test(arguments: [40, 60, 100])
  func noLineIsWiderThanTheTerminal(_ width: Int) {
    let lines = render(table, as: .table, width: width).split(separator: "\n")
    #expect(lines.allSatisfy { displayWidth($0) <= width })
    #expect(lines.last == "1 compared, 3 refused: scope 1, unit 2.")
  }

  @Test func textFromDocumentsCanNotBreakTheTable() {
    let markdown = render(table, as: .markdown).split(separator: "\n")
    #expect(markdown.contains { $0.hasPrefix("| A \\| B &lt;b&gt; &amp; c | +15 |") })
    #expect(markdown.contains("| --- | ---: | --- |"))
    let html = render(table, as: .html)
    #expect(html.contains("A | B &lt;b&gt;\n&amp; c") && html.contains("data-observations=\"abc\""))
    #expect(!html.contains("<b>"))
    let csv = render(table, as: .csv)
    #expect(csv.hasPrefix("Country,Points,Remark,Sample\n\"A | B <b>\n& c\",+15,\"a long"))
    #expect(csv.hasSuffix("\"\"end\"\"\",SAMPLE\n"))
  }

  @Test func rowsBeyondTheLimitAreCounted() {
    var table = table
    table.rows = Array(repeating: table.rows[0], count: 5)
    #expect(render(table, as: .table, limit: 2).contains("… and 3 rows more"))
  }

  @Test func whatATableLeavesOutIsSaid() {
    var table = table
    #expect(table.account(.english) == "1 compared, 3 refused: scope 1, unit 2.")
    table.omits = "ranks within their total"
    #expect(
      table.account(.english)
        == "1 compared, 3 refused: scope 1, unit 2. 1 is shown; ranks within their total are not.")
    table.rows = Array(repeating: table.rows[0], count: 4)
    #expect(table.account(.english).hasSuffix("unit 2."))
  }

  @Test func longWordsAreCut() {
    #expect(wrapped("ett jättelångtsammansattord här", to: 10) == ["ett", "jättelång…", "här"])
    #expect(wrapped("", to: 10) == [""])
    #expect(displayWidth("å漢") == 3)
  }

  @Test func aMatrixTooWideToReadBecomesAListOfWhatIsStated() {
    let cells = (0..<8).map { index in
      [
        ResultTable.Cell(text: "hdi"), ResultTable.Cell(text: "Country \(index)"),
        ResultTable.Cell(text: "\(index)", observations: index == 7 ? ["o"] : []),
      ]
    }
    let long = ResultTable(
      kind: "countries", title: "", explanation: "", note: "",
      columns: ["Indicator", "Area", "Latest"].map { ResultTable.Column(name: $0, isNumeric: false) },
      rows: cells,
      compared: 0, refused: [:], isSample: false)
    let pivot = Comparison.Pivot(names: "Area", values: "Latest")
    #expect(long.pivoted(by: pivot, atMost: 6).rows == [cells[7]])
    let matrix = long.pivoted(by: pivot, atMost: 8)
    #expect(matrix.rows.count == 1 && matrix.columns.count == 9 && matrix.rows[0][8].text == "7")
  }

  @Test func csvQuotesOnlyWhatItMust() {
    let line = String(decoding: CSV.line(["a", "b,c", "", "d\"e", " f", "g\rh"]), as: UTF8.self)
    #expect(line == "a,\"b,c\",,\"d\"\"e\",\" f\",\"g\rh\"\n")
    #expect(String(decoding: CSV.line([""]), as: UTF8.self) == "\"\"\n")
  }
}
