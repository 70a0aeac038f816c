//! Programs run from outside: how long they took, how much memory, what they said.

use anyhow::{Context, Result, bail};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

/// One run of a whole process.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub seconds: f64,
    /// User and system time of all its threads, in seconds.
    pub cpu: f64,
    /// Largest resident set, in KiB.
    pub memory: u64,
    pub status: ExitStatus,
}

/// Runs a command to its end with its output thrown away, and measures it.
pub fn measure(command: &mut Command) -> Result<Run> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let child = command.spawn().with_context(|| format!("starting {command:?}"))?;
    let mut status = 0;
    // SAFETY: `usage` is plain data that wait4 fills, and the process is a child that is waited for once.
    let (reaped, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::wait4(child.id() as libc::pid_t, &mut status, 0, &mut usage), usage)
    };
    if reaped < 0 {
        bail!("waiting for {command:?}: {}", std::io::Error::last_os_error());
    }
    let seconds = start.elapsed().as_secs_f64();
    let time = |value: libc::timeval| value.tv_sec as f64 + value.tv_usec as f64 / 1e6;
    Ok(Run {
        seconds,
        cpu: time(usage.ru_utime) + time(usage.ru_stime),
        memory: usage.ru_maxrss as u64,
        status: ExitStatus::from_raw(status),
    })
}

/// Whether a program answers to `--version`.
pub fn is_installed(program: &str) -> bool {
    let quiet = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// Runs a command and gives what it printed; a failure is an error with its words.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("starting {command:?}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!("{command:?} ended with {}:\n{text}{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(text)
}

/// The middle of some figures; the lower one of two.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_measured_and_its_exit_code_kept() {
        let run = measure(Command::new("sh").args(["-c", "exit 3"])).unwrap();
        assert_eq!(run.status.code(), Some(3));
        assert!(run.seconds > 0.0 && run.memory > 0);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.0);
    }
}
