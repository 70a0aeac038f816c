//! The program `obelus`: see `obelus::app`.

/// Reading a paper makes many small things on every thread; this costs a fraction of what the system's allocator does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    obelus::app::main()
}
