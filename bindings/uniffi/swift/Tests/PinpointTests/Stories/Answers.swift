import Pinpoint

extension Answer {
    /// An answer as a story writes it.
    init(_ json: Json) throws {
        self =
            switch json["answer"].text {
            case "confirmed": .confirmed
            case "item": .item(item: try json.text("item"), millivolts: json["millivolts"].number.map(UInt32.init))
            case "location":
                .location(
                    Fix(
                        position: try Coordinate(json["position"]), accuracyMm: UInt32(try json.number("accuracy_mm")),
                        mock: json["mock"] == .truth(true)))
            case "no-location": .noLocation
            case "station":
                .station(
                    manufacturer: try json.text("manufacturer"), model: try json.text("model"),
                    hasScreen: json["has_screen"].truth)
            case "serial":
                .serial(text: try json.text("text"), source: json["source"].text == "scanned" ? .scanned : .typed)
            case "serial-again": .serialAgain(text: try json.text("text"))
            case "address":
                .address(
                    Address(
                        address: try json.text("address"), city: try json.text("city"), postalCode: json["postal_code"].text,
                        state: json["state"].text, country: try json.text("country"),
                        fromList: json["from_list"] == .truth(true)))
            case "pin": .pin(try Coordinate(json))
            case "details":
                .details(
                    DriverDetails(
                        carPark: json["car_park"].text, building: json["building"].text, floor: json["floor"].text,
                        bay: json["bay"].text, parkingRestrictions: json["parking_restrictions"].text))
            case "mac": .mac(text: try json.text("text"))
            default: throw NoStory(why: "no answer: \(json)")
            }
    }
}

extension Coordinate {
    init(_ json: Json) throws {
        self.init(latE7: Int32(try json.number("lat_e7")), lonE7: Int32(try json.number("lon_e7")))
    }
}
