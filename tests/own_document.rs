//! A document of the user's own, given by the environment at build time.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

const DOCUMENT: &str = r#"{
    "openapi": "3.0.3",
    "info": { "title": "Own", "version": "1" },
    "paths": {
        "/things": {
            "get": {
                "operationId": "listThings",
                "tags": ["Things"],
                "x-snyk-api-version": "2025-11-05",
                "parameters": [{ "name": "version", "in": "query", "required": true, "schema": { "type": "string" } }],
                "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": { "type": "string" } } } } }
            }
        }
    }
}"#;

const PROGRAM: &str = r#"
    use snyk_secoda::snyk;

    fn main() {
        let credential = snyk::Credential::api_token("token");
        let client = snyk::Client::builder().credential(credential).base_url("http://127.0.0.1:9").build().unwrap();
        let parts = client.things().list_things().parts().unwrap();
        assert_eq!(parts.path(), "/things");
        assert_eq!(parts.query(), [("version".to_owned(), "2025-11-05".to_owned())]);
        assert_eq!(snyk::API_VERSION, "2025-11-05");
    }
"#;

#[test]
fn the_whole_of_it_becomes_the_client() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("own-document");
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"own-document\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         snyk-secoda = {{ path = {:?}, default-features = false, features = [\"snyk\"] }}\n",
        root.display().to_string()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // The versions of the project, so that nothing has to be looked up.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::write(folder.join("src/main.rs"), PROGRAM).unwrap();
    fs::write(folder.join("own.json"), DOCUMENT).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("SNYK_SECODA_SNYK_SPEC", folder.join("own.json"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
