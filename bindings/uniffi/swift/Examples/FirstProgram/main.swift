import Foundation
import Pinpoint

let (server, email, password) = (CommandLine.arguments[2], CommandLine.arguments[3], CommandLine.arguments[4])
let (folder, picture) = (URL(fileURLWithPath: CommandLine.arguments[1]), URL(fileURLWithPath: CommandLine.arguments[5]))
let config = Config(data: folder, server: server, app: "first-program 1.0", deviceName: "my desk", network: .demo)
let keys = try FileKeyStore(folder: folder.appendingPathComponent("keys"))
let installer = try await Installer.open(config: config, keys: keys)
print("Good morning, \(try await installer.signIn(email: email, password: password).account.name).")
let label = try installer.readPicture(staged: await installer.stage(source: .file(path: picture))).label!
let job = try await installer.start(job: installer.newJob(), kind: .renetworking, label: label, circuit: "F12")
for step in job.steps where step.status == .open {
    print("- " + installer.text(code: "step-\(step.id)", fields: [:], locale: "en"))
}
