fn main() -> Result<(), Box<dyn std::error::Error>> {
    let document = "$DOCUMENT";
    println!("cargo::rerun-if-changed={document}");
    let document = serde_json::from_reader(std::fs::File::open(document)?)?;
    let tokens = progenitor::Generator::default().generate_tokens(&document)?;
    let code = prettyplease::unparse(&syn::parse2(tokens)?);
    std::fs::write(std::path::Path::new(&std::env::var("OUT_DIR")?).join("codegen.rs"), code)?;
    Ok(())
}
