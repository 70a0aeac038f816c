//! The program `obelus`: see `obelus::app`.

fn main() -> std::process::ExitCode {
    obelus::app::main()
}
