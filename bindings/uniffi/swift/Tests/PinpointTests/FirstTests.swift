import XCTest
import Pinpoint

final class FirstTests: XCTestCase {
    func test_label() throws {
        let l = try ActivationLabel.typed(mac: "0024:B100:0002:9F81", password: "hT7kPq2x")
        XCTAssertEqual(l.mac(), "0024:B100:0002:9F81")
        XCTAssertEqual("\(l)", "ActivationLabel(0024:B100:0002:9F81, ••••)")
    }
}
