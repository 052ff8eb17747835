import Core
import GRDB

/// The observations as SDMX-CSV 2.0, without those that a reader rejected: the code list of OBS_STATUS has no code
/// for a figure that is withdrawn before it is disseminated. What is not stated is `_U` in a dimension (`_Z` where the dimension does not
/// apply) and empty in an attribute; the period is no SDMX time dimension, because it may be unstated.
package func sdmxCSV(_ db: Database, filter: ExportFilter, to write: ([UInt8]) throws -> Void) throws -> Int {
  let flow = flow(of: try pipelineName(in: db))
  try write(
    CSV.line(
      ["STRUCTURE", "STRUCTURE_ID", "ACTION"] + dimensions.map(\.id) + ["OBS_VALUE"] + attributes.map(\.id)))
  let columns = (dimensions + [SDMXConcept("OBS_VALUE", "", "value_text")] + attributes).map {
    "\($0.sql) AS \($0.id)"
  }
  let rows = try Row.fetchCursor(
    db,
    sql:
      "SELECT \(columns.joined(separator: ", ")) FROM observation_wide w JOIN document d USING (document_id) "
      + observationFilter
      + " ORDER BY indicator_id, w.area_id, treaty_id, as_of, w.published_on, document_id, sex, "
      + "char_start, observation_id",
    arguments: try filter.arguments())
  var count = 0
  while let row = try rows.next() {
    try write(CSV.line(["dataflow", "\(agency):\(flow)(1.0)", "I"] + Array(row.databaseValues).map(csvText)))
    count += 1
  }
  return count
}

/// The structure of that file as SDMX-ML 2.1: code lists, concepts, data structure and dataflow.
package func sdmxStructure(_ db: Database) throws -> String {
  let pipeline = try pipelineName(in: db)
  let flow = flow(of: pipeline)
  let title = "<com:Name xml:lang=\"en\">\(escapedHTML(pipeline.title))</com:Name>"
  func codes(_ id: String, _ name: String, entity: String = "", _ sql: String) throws -> String {
    let items = try Row.fetchAll(db, sql: sql).map { row in
      let code: String = row[0]
      let others = try Row.fetchAll(
        db,
        sql: """
          SELECT language, text FROM label WHERE entity = ? AND entity_id = ? AND property = 'name' ORDER BY language
          """, arguments: [entity, code])
      let names = [("en", row[1] as String)] + others.map { ($0[0] as String, $0[1] as String) }
      let texts = names.map {
        "<com:Name xml:lang=\"\(escapedHTML($0.0))\">\(escapedHTML($0.1))</com:Name>"
      }
      return "<str:Code id=\"\(escapedHTML(code))\">\(texts.joined())</str:Code>\n"
    }
    return
      "<str:Codelist id=\"\(id)\" agencyID=\"\(agency)\" version=\"1.0\"><com:Name xml:lang=\"en\">\(name)</com:Name>\n"
      + items.joined() + "</str:Codelist>\n"
  }
  let lists =
    try codes(
      "CL_INDICATOR", "Indicators", entity: "indicator",
      "SELECT indicator_id, name_en FROM indicator ORDER BY indicator_id")
    + codes("CL_UNIT", "Units", entity: "unit", "SELECT unit_id, name_en FROM unit ORDER BY unit_id")
    + codes(
      "CL_SEX", "Sex",
      "SELECT column1, column2 FROM (VALUES ('F', 'Women'), ('M', 'Men'), ('_T', 'Both, or not told apart'))")
  let all = dimensions + [SDMXConcept("OBS_VALUE", "Value as written", "value_text")] + attributes
  let concepts = all.map {
    "<str:Concept id=\"\($0.id)\"><com:Name xml:lang=\"en\">\(escapedHTML($0.name))</com:Name></str:Concept>\n"
  }
  func identity(_ concept: SDMXConcept) -> String {
    "<str:ConceptIdentity><Ref id=\"\(concept.id)\" maintainableParentID=\"CONCEPTS\" maintainableParentVersion=\"1.0\" "
      + "agencyID=\"\(agency)\" package=\"conceptscheme\" class=\"Concept\"/></str:ConceptIdentity>"
  }
  func representation(_ concept: SDMXConcept) -> String {
    let content =
      concept.codelist.isEmpty
      ? "<str:TextFormat textType=\"String\"/>"
      : "<str:Enumeration><Ref id=\"\(concept.codelist)\" version=\"1.0\" agencyID=\"\(agency)\" package=\"codelist\" class=\"Codelist\"/></str:Enumeration>"
    return "<str:LocalRepresentation>\(content)</str:LocalRepresentation>"
  }
  let keys = dimensions.enumerated().map { place, concept in
    "<str:Dimension id=\"\(concept.id)\" position=\"\(place + 1)\">\(identity(concept))\(representation(concept))</str:Dimension>\n"
  }
  let additions = attributes.map { concept in
    "<str:Attribute id=\"\(concept.id)\" assignmentStatus=\"Conditional\">\(identity(concept))\(representation(concept))"
      + "<str:AttributeRelationship><str:PrimaryMeasure><Ref id=\"OBS_VALUE\"/></str:PrimaryMeasure></str:AttributeRelationship></str:Attribute>\n"
  }
  let measure = SDMXConcept("OBS_VALUE", "", "")
  return """
    <?xml version="1.0" encoding="UTF-8"?>
    <mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure" xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
    <mes:Header><mes:ID>\(agency)</mes:ID><mes:Test>\(try hasSamples(db))</mes:Test><mes:Prepared>1970-01-01T00:00:00</mes:Prepared><mes:Sender id="\(agency)"/></mes:Header>
    <mes:Structures>
    <str:Dataflows><str:Dataflow id="\(flow)" agencyID="\(agency)" version="1.0">\(title)<com:Description xml:lang="en">Observations that a reader rejected are left out.</com:Description><str:Structure><Ref id="\(flow)" version="1.0" agencyID="\(agency)" package="datastructure" class="DataStructure"/></str:Structure></str:Dataflow></str:Dataflows>
    <str:Codelists>
    \(lists)</str:Codelists>
    <str:Concepts><str:ConceptScheme id="CONCEPTS" agencyID="\(agency)" version="1.0"><com:Name xml:lang="en">Concepts</com:Name>
    \(concepts.joined())</str:ConceptScheme></str:Concepts>
    <str:DataStructures><str:DataStructure id="\(flow)" agencyID="\(agency)" version="1.0">\(title)
    <str:DataStructureComponents>
    <str:DimensionList id="DimensionDescriptor">
    \(keys.joined())</str:DimensionList>
    <str:AttributeList id="AttributeDescriptor">
    \(additions.joined())</str:AttributeList>
    <str:MeasureList id="MeasureDescriptor"><str:PrimaryMeasure id="OBS_VALUE">\(identity(measure))\(representation(measure))</str:PrimaryMeasure></str:MeasureList>
    </str:DataStructureComponents></str:DataStructure></str:DataStructures>
    </mes:Structures>
    </mes:Structure>

    """
}

private let agency = "COUNTRY_INDICATORS"

/// SDMX's names of artefacts have capitals and no hyphens: `HUMAN_RIGHTS`.
private func flow(of pipeline: PipelineName) -> String {
  pipeline.id.uppercased().replacing("-", with: "_")
}

private struct SDMXConcept {
  var id: String
  var name: String
  var sql: String
  var codelist: String

  init(_ id: String, _ name: String, _ sql: String, codelist: String = "") {
    self.id = id
    self.name = name
    self.sql = sql
    self.codelist = codelist
  }
}

private let dimensions = [
  SDMXConcept("INDICATOR", "Indicator", "indicator_id", codelist: "CL_INDICATOR"),
  SDMXConcept("REF_AREA", "Area", "w.area_id"),
  SDMXConcept("TREATY", "Treaty", "CASE treaty_id WHEN '' THEN '_Z' ELSE treaty_id END"),
  SDMXConcept(
    "REF_PERIOD", "Period the figure is about, ISO 8601",
    "CASE time_period WHEN '' THEN '_U' ELSE time_period END"),
  SDMXConcept("SEX", "Sex", "sex", codelist: "CL_SEX"), SDMXConcept("AGE", "Age", "age"),
  SDMXConcept("BASE", "Of whom or what", "CASE base WHEN '' THEN '_T' ELSE base END"),
  SDMXConcept("SOURCE", "Who is cited", "CASE cited_source_id WHEN '' THEN '_U' ELSE cited_source_id END"),
  SDMXConcept("REPORT", "Report", "d.slug"),
]

private let attributes = [
  SDMXConcept("OBS_STATUS", "Status: A normal, E estimated", "obs_status"),
  SDMXConcept("UNIT_MEASURE", "Unit", "unit_id", codelist: "CL_UNIT"),
  SDMXConcept("QUALIFIER", "Bound", "qualifier"),
  SDMXConcept("VALUE_HIGH", "Upper end of a range", "value_high"),
  SDMXConcept("TOTAL", "Out of how many", "total"),
  SDMXConcept("INDEX_EDITION", "Edition of the index", "index_edition"),
  SDMXConcept("PERIOD_START", "First day", "w.period_start"),
  SDMXConcept("PERIOD_END", "Last day", "w.period_end"),
  SDMXConcept("SOURCE_CLASS", "Class of the source", "source_class"),
  SDMXConcept(
    "REVIEW_STATUS", "Review: auto, accepted, edited or stale; rejected figures are left out",
    "review_status"),
  SDMXConcept("DOCUMENT_ID", "SHA-256 of the report", "document_id"),
  SDMXConcept("PAGE", "Page, from one", "page_number"),
  SDMXConcept("CHAR_START", "First character, from zero", "char_start"),
  SDMXConcept("CHAR_END", "Last character, excluded", "char_end"),
  SDMXConcept("QUOTE", "Words that state it", "quote"),
  SDMXConcept("OBSERVATION_ID", "Observation", "observation_id"),
  SDMXConcept(
    "SAMPLE", "SAMPLE where made from samples", "CASE w.is_sample WHEN 1 THEN 'SAMPLE' ELSE '' END"),
]
