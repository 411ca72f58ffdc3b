//! The page's folder is there before the macro that serves it looks: it holds only what lies below the folder's true path,
//! and of a folder that is not there it knows none.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if let Err(error) = std::fs::create_dir_all("../web/dist") {
        println!("cargo:warning=there is no web/dist, so the page will not be served: {error}");
    }
}
