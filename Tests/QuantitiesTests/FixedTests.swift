import Quantities
import Testing

struct FixedTests {
  @Test(arguments: [
    (Fixed(26), "26"), (Fixed(260, places: 1), "26.0"), (Fixed(788, places: 3), "0.788"), (Fixed(0), "0"),
    (Fixed(5, places: 2), "0.05"), (Fixed(-15, places: 1), "-1.5"),
  ]) func description(_ value: Fixed, _ text: String) {
    #expect(value.description == text)
  }

  @Test func productsKeepWhatWasWritten() {
    #expect(Fixed(128, places: 1).times(1_000_000)?.description == "12800000")
    #expect(Fixed(12, places: 1).times(1)?.description == "1.2")
    #expect(Fixed(.max).times(2) == nil)
  }

  @Test func quotientsRoundToSixPlaces() {
    #expect(Fixed(1, over: 3)?.description == "0.333333")
    #expect(Fixed(2, over: 3)?.description == "0.666667")
    #expect(Fixed(1, over: 4)?.description == "0.25")
    #expect(Fixed(1, over: 0) == nil)
  }
}
