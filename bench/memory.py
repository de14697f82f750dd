"""What a process has of the machine's memory, as the system counts it."""

from pathlib import Path


def memory(name: str) -> float:
    """VmRSS, what the process has now, or VmHWM, the most it had; in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(name))


def forget_the_most() -> None:
    """Have VmHWM begin anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
