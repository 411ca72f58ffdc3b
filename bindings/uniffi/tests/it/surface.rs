//! Every call of the engine's `Installer` is on each face, or stands here with the reason why not. Kotlin and Swift are written
//! from this crate, so they have what it has.
//!
//! A call that is new in the engine fails here until it is mirrored: in `src/installer` of this crate, in `wasm/store/src` and
//! in `wasm/npm/src/installer.ts`, under the same name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::sources;

/// A border that an app calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Face {
    /// This crate: Kotlin and Swift.
    Uniffi,
    /// The browser's module that keeps the work.
    Store,
    /// The browser's package, which calls that module and the one with the decoders.
    Package,
}

use Face::{Package, Store, Uniffi};

/// Calls of the engine that a face has not, and why.
const LACKS: &[(Face, &str, &str)] = &[
    (Uniffi, "playbooks", "jobs are replayed with all of them; a screen asks for one `playbook`"),
    (Store, "playbooks", "jobs are replayed with all of them; a screen asks for one `playbook`"),
    (Package, "playbooks", "jobs are replayed with all of them; a screen asks for one `playbook`"),
    (Uniffi, "attach_prepared", "who keeps a picture here prepares it, too: `attach`"),
    (Package, "attach_prepared", "`attach` calls it with what the other worker prepared"),
    (Store, "attach", "this module has no decoders: `attach_prepared`"),
    (Store, "stage", "the page holds the bytes until they are attached"),
    (Store, "read", "labels are read by the module with the decoders"),
    (Store, "read_picture", "labels are read by the module with the decoders"),
    (Store, "interpret_text", "labels are read by the module with the decoders"),
    (Store, "observe", "`open` takes the one listener, the package"),
];

/// Calls that only a face has, and why.
const ADDS: &[(Face, &str, &str)] = &[
    (
        Package,
        "typed_label",
        "the module with the decoders makes labels; elsewhere it is `ActivationLabel.typed`",
    ),
    (Package, "export_file", "a page is given files as a `Blob`; elsewhere the pieces are written to one"),
    (Package, "close", "a page ends its workers itself; elsewhere the object ends"),
];

/// Files whose calls no app has.
const FOR_TESTS: [&str; 2] = ["copies.rs", "testing.rs"];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The public methods of a type in Rust, as rustfmt writes them.
fn methods_in_rust(folder: &str, of: &str) -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    sources::within(&repository().join(folder), &mut |path, source| {
        if !FOR_TESTS.iter().any(|name| path.ends_with(name)) {
            methods.extend(rust(source, of));
        }
    });
    methods
}

fn rust(source: &str, of: &str) -> Vec<String> {
    let begins = format!("impl {of} {{");
    let mut inside = false;
    let mut methods = Vec::new();
    for line in source.lines() {
        inside = line == begins || inside && line != "}";
        let name = ["    pub fn ", "    pub async fn ", "    pub const fn "]
            .iter()
            .find_map(|begins| line.strip_prefix(begins))
            .and_then(|rest| rest.split(['(', '<']).next());
        methods.extend(name.filter(|_| inside).map(ToOwned::to_owned));
    }
    methods
}

/// The public methods of the package's class under the names that Rust gives them, and those without a comment.
fn typescript(source: &str) -> (BTreeSet<String>, Vec<String>) {
    let (mut methods, mut bare) = (BTreeSet::new(), Vec::new());
    let mut inside = false;
    let mut before = "";
    for line in source.lines() {
        inside = line.starts_with("export class Installer ") || inside && line != "}";
        if let Some(name) = line.strip_prefix("  ").and_then(method).filter(|_| inside) {
            if !before.trim_end().ends_with("*/") {
                bare.push(name.to_owned());
            }
            methods.insert(snake(name));
        }
        before = line;
    }
    (methods, bare)
}

/// The name of a public method that begins on this line of a class.
fn method(line: &str) -> Option<&str> {
    let line = line.strip_prefix("static ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    let (name, _) = line.split_once(['(', '<'])?;
    let is_name = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|it| it.is_ascii_alphanumeric());
    (is_name && name != "constructor").then_some(name)
}

/// `visitOf` as `visit_of`.
fn snake(name: &str) -> String {
    name.chars().fold(String::new(), |snake, it| {
        if it.is_ascii_uppercase() {
            snake + "_" + &it.to_ascii_lowercase().to_string()
        } else {
            snake + &it.to_string()
        }
    })
}

/// What is wrong with a face, a line each: calls that it lacks or adds without a reason, and reasons without a call.
fn differences(face: Face, engine: &BTreeSet<String>, has: &BTreeSet<String>) -> Vec<String> {
    let named = |list: &[(Face, &str, &str)]| -> BTreeSet<String> {
        list.iter().filter(|(of, ..)| *of == face).map(|(_, call, _)| (*call).to_owned()).collect()
    };
    let differ = |one: &BTreeSet<String>, other: &BTreeSet<String>, said: &str| -> Vec<String> {
        one.difference(other).map(|call| format!("{face:?}: `{call}` {said}")).collect()
    };
    let lacks: BTreeSet<String> = engine.difference(has).cloned().collect();
    let adds: BTreeSet<String> = has.difference(engine).cloned().collect();
    [
        differ(&lacks, &named(LACKS), "is missing: mirror it, or say in LACKS why not"),
        differ(&named(LACKS), &lacks, "stands in LACKS, and is there or is no call of the engine"),
        differ(&adds, &named(ADDS), "is no call of the engine: say in ADDS what it is"),
        differ(&named(ADDS), &adds, "stands in ADDS, and is not there or is a call of the engine"),
    ]
    .concat()
}

#[test]
fn each_face_has_every_call_of_the_engine_or_a_reason() {
    let engine = methods_in_rust("core/engine/src/installer", "Installer");
    assert!(engine.len() > 40 && engine.contains("open") && engine.contains("board"), "{engine:?}");
    let package = fs::read_to_string(repository().join("bindings/wasm/npm/src/installer.ts")).unwrap();
    let (package, bare) = typescript(&package);
    let mut wrong: Vec<String> = [
        (Uniffi, methods_in_rust("bindings/uniffi/src", "Installer")),
        (Store, methods_in_rust("bindings/wasm/store/src", "Store")),
        (Package, package),
    ]
    .iter()
    .flat_map(|(face, has)| differences(*face, &engine, has))
    .collect();
    // The compiler asks for the comments of the other two.
    wrong.extend(bare.iter().map(|call| format!("Package: `{call}` has no comment")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_call_that_is_new_forgotten_or_gone_is_found_on_each_face() {
    let engine = "impl Installer {\n    pub async fn sign_in(\n    pub fn tune<T>(&self)\n    fn hidden(\n    pub(super) fn own(\n}\nimpl Bench {\n    pub fn view(\n}";
    let engine: BTreeSet<String> = rust(engine, "Installer").into_iter().collect();
    assert_eq!(engine, BTreeSet::from(["sign_in".to_owned(), "tune".to_owned()]));

    let class = "export class Installer {\n  readonly #store: Store;\n\n  private constructor(store: Store) {\n    call(1);\n  }\n\n  /** Signs in. */\n  async signIn(\n    email: string,\n  ): Promise<void> {}\n\n  hum(): void {}\n\n  #own(): void {}\n}\nexport class Other {\n  outside(): void {}\n}";
    let (package, bare) = typescript(class);
    assert_eq!(package, BTreeSet::from(["hum".to_owned(), "sign_in".to_owned()]));
    assert_eq!(bare, ["hum"]);

    let found = differences(Package, &engine, &package).join("\n");
    for expected in [
        "`tune` is missing",
        "`hum` is no call of the engine",
        "`playbooks` stands in LACKS",
        "`close` stands in ADDS",
    ] {
        assert!(found.contains(expected), "{expected}: {found}");
    }
    assert!(!found.contains("sign_in"), "{found}");
}

#[test]
fn no_name_that_swift_gives_to_one_type_is_that_of_another() {
    let crate_root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = fs::read_to_string(crate_root.join("uniffi.toml")).unwrap();
    let (_, renamed) = config.split_once("[bindings.swift.rename]").unwrap();
    let renamed = renamed.split("\n[").next().unwrap().lines().filter_map(|line| line.split_once(" = "));
    let given: Vec<String> = renamed.map(|(_, name)| name.trim_matches('"').to_owned()).collect();
    assert!(given.contains(&"SyncProgress".to_owned()), "{given:?}");
    sources::each(&mut |path, source| {
        for name in &given {
            let taken = ["struct", "enum", "trait"].map(|kind| format!("pub {kind} {name} "));
            assert!(!taken.iter().any(|taken| source.contains(taken)), "{}: {name} is taken", path.display());
        }
    });
}
