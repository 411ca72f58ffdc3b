use super::*;
use crate::Coded as _;
use proptest::prelude::*;

/// MAC and password of a text, or the code of its problem.
fn label(text: &str) -> Result<(String, String), String> {
    match read(text.lines()).label() {
        Some(Ok(label)) => Ok((label.mac.digits().to_owned(), label.password.reveal().to_owned())),
        Some(Err(problem)) => Err(problem.code().to_owned()),
        None => Err("no caption".to_owned()),
    }
}

fn reads(text: &str) {
    let expected = ("0024B10000029F81".to_owned(), "hT7kPq2x".to_owned());
    assert_eq!(label(text), Ok(expected), "{text}");
}

fn problem(text: &str) -> String {
    label(text).unwrap_err()
}

#[test]
fn the_sticker_of_the_guide_is_read() {
    reads("CP-ACTIVATION-STICKER\nMAC: 0024:B100:0002:9F81\nActivation Password: hT7kPq2x");
    reads("Activation Password: hT7kPq2x\nMAC: 0024:B100:0002:9F81\nKeep this label dry");
    reads("MAC: 0024:B100:0002:9F81 Activation Password: hT7kPq2x");
    reads("MAC:0024:B100:0002:9F81;PIN:hT7kPq2x");
    assert_eq!(problem("CP-ACTIVATION-STICKER\nMAC: _____\nActivation Password: _____"), "label-mac-missing");
}

#[test]
fn captions_are_read_in_the_languages_of_the_countries() {
    for (mac, password) in [
        ("MAC address:", "Activation code:"),
        ("Adresse MAC :", "Mot de passe d’activation :"),
        ("ADRESSE MAC\u{A0}:", "CODE D'ACTIVATION\u{202F}:"),
        ("MAC", "NIP :"),
        ("Dirección MAC:", "Contraseña de activación:"),
        ("MAC-Adresse:", "Aktivierungspasswort (achtstellig):"),
        ("EUI-64 =", "PIN ="),
        ("MAC-adres:", "Activatiecode:"),
        ("MAC-adres:", "Activeringscode:"),
        ("MAC-adress:", "Aktiveringskod:"),
        ("MAC-Adresse:", "Aktivierungsschlüssel:"),
        ("MAC", "Installer PIN:"),
        ("Indirizzo MAC:", "Codice di attivazione:"),
        ("Endereço MAC:", "Senha de ativação:"),
        ("MAC：", "PASSW0RD："),
    ] {
        reads(&format!("{mac} 0024:B100:0002:9F81\n{password} hT7kPq2x"));
        reads(&format!("{password}\nhT7kPq2x\n{mac}\n0024:B100:0002:9F81"));
    }
}

#[test]
fn a_column_of_captions_may_come_before_the_column_of_values() {
    reads("MAC:\nActivation Password:\n0024:B100:0002:9F81\nhT7kPq2x");
    reads("MAC   Activation Password\n0024:B100:0002:9F81   hT7kPq2x");
    reads("Activation Password:\nMAC:\n\n0024 B100 0002 9F81\n\nhT7kPq2x\nwww.chargepoint.com");
}

#[test]
fn a_mac_is_read_as_a_camera_sees_it() {
    for mac in [
        "0024 B100 0002 9F81",
        "00 24 B1 00 00 02 9F 81",
        "0024 : B100 : 0002 : 9F81",
        "0024:B100: 0002:9F81",
        "0024:B100:\n0002:9F81",
        "0024b10000029f81",
        "0024B100-00029F81 (EUI-64)",
    ] {
        reads(&format!("MAC: {mac}\nActivation Password: hT7kPq2x"));
    }
    let short = "MAC: 00 0D 6F 12 34 56 Password: hT7kPq2x";
    assert_eq!(label(short), Ok(("000D6F123456".to_owned(), "hT7kPq2x".to_owned())));
    reads("Unit 0024:B100:0002:9F81, Activation Password hT7kPq2x");
}

#[test]
fn a_password_is_taken_as_it_is_printed() {
    for (text, password) in [
        ("PIN: 4711", "4711"),
        ("Password: HT7KPQ2X.", "HT7KPQ2X"),
        ("Password: “hT7kPq2x”", "hT7kPq2x"),
        ("Password: hTkPqxyz", "hTkPqxyz"),
        ("Password: Passw0rd", "Passw0rd"),
        ("Activation Password hT7kPq2x for this station", "hT7kPq2x"),
        ("Password: hT7k-Pq2x-99", "hT7k-Pq2x-99"),
    ] {
        let read = label(&format!("MAC: 0024:B100:0002:9F81\n{text}"));
        assert_eq!(read.map(|(_, password)| password), Ok(password.to_owned()), "{text}");
    }
}

#[test]
fn the_pin_of_a_sim_card_is_not_the_activation_password() {
    reads("PIN: 1234\nMAC: 0024:B100:0002:9F81\nActivation Password: hT7kPq2x");
    reads("Activation PIN: hT7kPq2x\nSIM PIN: 1234\nMAC: 0024:B100:0002:9F81");
}

#[test]
fn a_serial_number_and_prose_are_no_values() {
    reads("SN: 172841008201\nMAC: 0024:B100:0002:9F81\nPIN: hT7kPq2x\nModel 2020-24");
    assert_eq!(problem("MAC:\nSN: 172841008201\nPIN: hT7kPq2x"), "label-mac-missing");
    assert_eq!(problem("MAC: 0024:B100:0002:9F81\nPassword protected area"), "label-password-missing");
    assert_eq!(problem("MAC: 0024:B100:0002:9F81\nPassword:\nKeep it dry"), "label-password-missing");
    assert_eq!(problem("Scan this code to pay\nThank you"), "no caption");
    assert_eq!(problem("0024B10000029F81"), "no caption");
}

#[test]
fn what_cannot_be_told_for_sure_is_a_problem_and_not_a_guess() {
    let label = "MAC: 0024:B100:0002:9F81\nActivation Password: hT7kPq2x\n";
    for (more, code) in [
        ("MAC: 0024:B100:0002:9F82", "label-macs-differ"),
        ("0024-B100-0002-9F82", "label-macs-differ"),
        ("Activation code: hT7kPq2y", "label-passwords-differ"),
    ] {
        assert_eq!(problem(&format!("{label}{more}")), code, "{more}");
    }
    for (text, code) in [
        ("MAC: 0O24:B100:0002:9F81\nPIN: 4711", "character-look-alike"),
        ("MAC: 0024:B100\u{200B}:0002:9F81\nPIN: 4711", "character-hidden"),
        ("MAC: 0024:B100:0002:9F8\nPIN: 4711", "mac-length"),
        ("MAC: 0024B1000002 9F81\nPIN: 4711", "mac-grouping"),
        ("MAC: 0024:B100:0002:9F81\nPIN: 12", "password-length"),
    ] {
        assert_eq!(problem(text), code, "{text}");
    }
    assert_eq!(self::label(&format!("{label}{label}")).map(|_| ()), Ok(()), "the same twice is once");
}

proptest! {
    #[test]
    fn no_text_panics(text in "(MAC|PIN|code|d’activation|[:=( ,\\n]|[0-9A-F]{2,6}|\\PC){0,40}") {
        let _ = label(&text);
    }

    #[test]
    fn order_language_and_layout_change_nothing(
        mac in "[1-9A-F]{16}", password in "[A-Za-z0-9]{3,9}[0-9]",
        grouped in 0..4usize, mac_first: bool, below: bool, noise in "[g-zG-Z]{12,20}",
        captions in proptest::sample::select(vec![
            ("MAC", "Activation Password"), ("Adresse MAC ", "Mot de passe d’activation "), ("MAC-Adresse", "PIN"),
        ]),
    ) {
        let group = [2, 4, 8, 16][grouped];
        let groups: Vec<&str> = mac.as_bytes().chunks(group).map(|it| std::str::from_utf8(it).unwrap()).collect();
        let between = if below { "\n" } else { " " };
        let mac_lines = format!("{}:{between}{}", captions.0, groups.join([":", "-", " ", "."][grouped]));
        let password_lines = format!("{}:{between}{password}", captions.1);
        let (one, other) = if mac_first { (mac_lines, password_lines) } else { (password_lines, mac_lines) };
        let text = format!("{noise}\n{one}\n{noise}\n{other}\n{noise}");
        prop_assert_eq!(label(&text), Ok((mac, password)));
    }
}
