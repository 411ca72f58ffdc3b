import Day
import Foundation
import Pinpoint
import XCTest

final class NetworkTests: XCTestCase {
    func test_a_garage_without_signal_has_the_catalog_its_drawings_the_playbooks_and_the_regions() async throws {
        let office = try Office()
        defer { office.close() }
        try office.shut()
        let installer = try await office.phone()
        let model = try XCTUnwrap(installer.catalog()?.models.first { $0.model == "CP6000" })
        XCTAssertEqual(model.firmwareMinima, [.ethernet: "2024.03.00.428"])
        let drawing = try XCTUnwrap(installer.drawing(manufacturer: "ChargePoint", model: "cp6000"))
        XCTAssert(String(decoding: drawing, as: UTF8.self).contains("<svg"))
        XCTAssertNil(installer.drawing(manufacturer: "Nordlicht", model: "NL-11"), "nobody drew that one")

        let playbook = try XCTUnwrap(installer.playbook(kind: .ethernetConnectivity))
        let restart = try XCTUnwrap(playbook.steps.first { $0.role == .restart })
        XCTAssertEqual(restart.phase, .verify)
        XCTAssertEqual(restart.from, ["B17"])

        let profile = installer.profile()
        XCTAssertEqual(profile.connectivity?.vpnHosts.keys.sorted(), ["CA", "US"])
        XCTAssertEqual(profile.connectivity?.ports.first?.protocol, .tcp)
        XCTAssertEqual(profile.documents.first?.title["fr"], "Instructions des fabricants")
        XCTAssertEqual(installer.network().catalogVersion, 1)
    }

    func test_a_station_that_does_not_connect_is_understood_in_the_language_of_quebec() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.phone()
        let signal = NetworkSignal(link: .up, vpn: .disconnected, cloud: .disconnected)
        let seen = Observed(signal: signal, model: "CP6000", firmware: "2024.02.01.9", hardware: .new, region: "CA")
        let diagnosis = installer.diagnose(observed: seen)
        XCTAssertEqual(diagnosis.gates.map(\.standing), [.open, .shut])
        XCTAssertEqual(diagnosis.steps.first?.who, [.networkSupport])
        let ports = try XCTUnwrap(diagnosis.steps.first { $0.code == "advice-allow-ports" })
        let said = installer.text(Notice(code: ports.code, fields: ports.fields), locale: Locale(identifier: "fr_CA"))
        XCTAssert(said.contains("TCP 443, UDP 123, TCP 52007, TCP 52017"), said)
        let english = installer.text(Notice(code: ports.code, fields: ports.fields), locale: Locale(identifier: "en"))
        XCTAssertNotEqual(said, english)

        let pasted = "Carte Ethernet Ethernet :\r\n\r\n   Adresse d’autoconfiguration IPv4 . . . : 169.254.12.7\r\n"
        let alone = installer.readPaste(pasted)
        XCTAssertEqual(alone.verdict, .selfAssigned)
        XCTAssertEqual(alone.addresses, [])
        XCTAssertEqual(alone.adapters.first?.addresses.first?.standing, .selfAssigned)
    }

    func test_what_is_typed_is_checked_while_it_is_typed_with_the_place_of_a_mistake() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.phone()
        let mistake = try XCTUnwrap(installer.checkText(kind: .mac, text: "0024:B1O0").mistake)
        XCTAssertEqual(mistake.code, "character-look-alike")
        XCTAssertEqual(mistake.at, 8)
        let pasted = installer.checkText(kind: .coordinate, text: "45.5016921, -73.5672488")
        XCTAssertEqual(pasted.position, Coordinate(latE7: 455_016_921, lonE7: -735_672_488))
        let other = installer.checkSerial(text: "17284100820", manufacturer: "ChargePoint", model: "CP6000")
        XCTAssertEqual(other.warnings, [Notice(code: "serial-shape", fields: ["expected": "############"])])
    }

    func test_an_address_of_the_network_is_found_from_its_beginning_the_nearest_first() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        _ = try await installer.renewNetwork()
        let begun = try await installer.addresses(query: "17 etinc", near: nil)
        XCTAssertEqual(begun.map(\.address.address), ["17 Rue de l’Étincelle"])
        let near = try await installer.addresses(query: "", near: Coordinate(latE7: 455_034_100, lonE7: -735_617_000))
        XCTAssertEqual(near.first?.address.address, "12 Rue des Tests")
        XCTAssertEqual(near.first?.distanceM, 0)
    }

    func test_the_network_is_asked_about_a_station_before_the_seal_and_about_a_mistake_after_it() async throws {
        let office = try Office()
        defer { office.close() }
        let installer = try await office.signedIn()
        let hands = Hands(installer)
        let job = try await hands.start()
        try await hands.walkToSeal(job.id)
        let answered = try await installer.askStation(job: job.id)
        XCTAssertEqual(answered.known?.takesOver, false)
        XCTAssertNil(answered.known?.macActiveSince)
        XCTAssertFalse(answered.asked)
        XCTAssertEqual(answered.choices.first?.claim, .new)
        XCTAssertEqual(answered.choices.first?.consequences.map(\.code), ["identity-first-record"])

        try office.shut()
        let alone = try await installer.askStation(job: job.id)
        XCTAssertNil(alone.known)
        XCTAssert(alone.asked, "nobody else can say it")

        let sealed = try await hands.seal(job.id)
        let correction = Correction(field: .bay, value: "241", reason: "two digits exchanged")
        let corrected = try await installer.requestCorrection(job: job.id, correction: correction)
        XCTAssertEqual(corrected.corrections, [correction])
        XCTAssertEqual(corrected.sealed, sealed.digest)

        try office.open()
        let report = try await installer.sync()
        XCTAssertEqual(report.delivered, 6, "the record, two photos twice, and what is asked")
        let renewed = try await installer.renewNetwork()
        XCTAssertEqual(renewed, installer.network())
        XCTAssertNil(renewed.refused)
    }
}
