#!/usr/bin/env python3
"""Kills runs at random moments, fills the disk under them, and stops them as a reader would.

Usage: Tests/faults/kills.py PROGRAM [--kills 100] [--full 20] [--seed 1] [--keep]

Works in a temporary folder, on the project of exchange.py. After each fault the release that stands must be whole, the old
or the new; the next run must end with the bytes that a run without a fault makes of the same reports; and nothing may be
left in the project's folders or in the folder for temporary files. Ends with 0 only where all of that held.

A full disk needs a small file system of its own, which only root can mount; it is passed over, and said, where it can't be.
"""

import argparse, hashlib, os, pathlib, random, shutil, signal, subprocess, sys, tempfile, time

import exchange


def fingerprint(project):
    """Of every file that a run publishes."""
    sums = []
    for folder in [project.release, project.reports]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and ".work" not in path.parts:
                sums.append(f"{path.relative_to(project.folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return "\n".join(sums)


def leftovers(project, temporary):
    """What no run that ended well leaves behind."""
    found = [str(p.relative_to(project.folder)) for p in project.folder.rglob(".*")
             if p.name.endswith((".new", ".exchange", ".trial")) or p.name.startswith(".new-")]
    build = project.folder / "Data/build"
    if build.is_dir():
        known = {"ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal", "records", "run.lock", "snapshots"}
        found += [f"Data/build/{p.name}" for p in build.iterdir() if p.name not in known]
    return found + [f"temporary: {p.name}" for p in temporary.iterdir()]


def faults(project, want, temporary):
    """Runs once more and says what is wrong then."""
    found = []
    try:
        exchange.look(project.release)
    except (exchange.Torn, ValueError) as error:
        found.append(f"torn: {error}")
    result = project.run()
    if result.returncode != 0:
        found.append(f"the next run ended with {result.returncode}: {result.stderr[-300:]}")
    elif fingerprint(project) != want:
        found.append("the next run ended with other bytes")
    return found + [f"left behind: {p}" for p in leftovers(project, temporary)]


class Faulty(exchange.Project):
    """Whose runs keep their temporary files in a folder of the test's own."""

    def __init__(self, program, base, temporary):
        super().__init__(program, base, "project")
        os.environ["TMPDIR"] = str(temporary)

    def begin(self, kind):
        """Brings the project to where a run of this kind begins; the reports are the same as before."""
        if kind == "fresh":
            for folder in [self.folder / "Data/build", self.release, self.reports]:
                shutil.rmtree(folder, ignore_errors=True)
        elif kind == "changed":
            (self.folder / "Data/reports/GEO.txt").write_text(exchange.LINE % random.randrange(1, 170))
            self.run()
            self.write(1)

    def launch(self, *more):
        return subprocess.Popen(self.arguments() + list(more), cwd=self.folder, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE)


def timed(project, kind, *more):
    project.begin(kind)
    start = time.monotonic()
    project.launch(*more).communicate()
    return time.monotonic() - start


def killed(project, kills, want, temporary, number):
    """Kills a fresh run, one with a changed report, and one that is forced to do everything again, in turn."""
    kinds = [("fresh", []), ("changed", []), ("forced", ["--force"])]
    usual = {kind: timed(project, kind, *more) for kind, more in kinds}
    bad, during = 0, dict.fromkeys(usual, 0)
    for index in range(kills):
        kind, more = kinds[index % len(kinds)]
        project.begin(kind)
        process = project.launch(*more)
        time.sleep(random.uniform(0, usual[kind] * 1.02))
        during[kind] += process.poll() is None
        process.send_signal(number)
        process.communicate()
        found = faults(project, want, temporary)
        for fault in found:
            print(f"  {kind}, {signal.Signals(number).name} {index}: {fault}")
        bad += len(found)
    told = ", ".join(f"{count} {kind}" for kind, count in during.items())
    print(f"{signal.Signals(number).name}: {kills}, in mid-run {told}; {bad} faults")
    return bad


def stopped(project):
    """Ctrl-C and a polite end say what they leave."""
    bad = 0
    for number in [signal.SIGINT, signal.SIGTERM]:
        process = project.launch("--force")
        time.sleep(0.3)
        process.send_signal(number)
        said = process.communicate()[1].decode()
        if process.returncode != -number or "stopped; what was there before stands" not in said:
            bad += 1
            print(f"  {number.name} ended with {process.returncode} and said: {said[-200:]}")
    print(f"stopped: 2, {bad} faults")
    return bad


def full(project, points, base, want, temporary):
    """Runs on a file system with so little room that each of them ends somewhere else."""
    place = base / "small"
    place.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(place)], capture_output=True, text=True)
    if mount.returncode != 0:
        print(f"disk full: passed over, no file system can be mounted here ({mount.stderr.strip()})")
        return 0
    bad = ended = 0
    try:
        shutil.copytree(project.folder, place / "project", symlinks=True)
        small = Faulty.__new__(Faulty)
        small.program, small.place = project.program, project.place
        small.folder = place / "project"
        small.release, small.reports = small.folder / "Data/release", small.folder / "Reports"
        for index in range(points):
            small.begin("fresh" if index % 2 else "forced")
            room = random.randrange(0, 12 * 1024)
            ballast = place / "ballast"
            with open(ballast, "wb") as file:
                file.truncate(0)
                left = shutil.disk_usage(place).free - room * 1024
                try:
                    if left > 0:
                        os.posix_fallocate(file.fileno(), 0, left)
                except OSError:
                    pass
            process = small.launch("--force")
            said = process.communicate()[1].decode()
            ended += process.returncode != 0
            if process.returncode not in (0, 74) or process.returncode == 74 and "full" not in said:
                bad += 1
                print(f"  full {index}: ended with {process.returncode} and said: {said[-300:]}")
            ballast.unlink()
            found = faults(small, want, temporary)
            for fault in found:
                print(f"  full {index} ({room} kB free): {fault}")
            bad += len(found)
    finally:
        subprocess.run(["umount", str(place)], check=False)
    print(f"disk full: {points} runs, {ended} of them ended by it; {bad} faults")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--full", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the project where it is")
    options = parser.parse_args()
    random.seed(options.seed)
    base = pathlib.Path(tempfile.mkdtemp(prefix="kills-"))
    temporary = base / "temporary"
    temporary.mkdir()
    bad = 0
    try:
        project = Faulty(options.program.resolve(), base, temporary)
        first = project.run()
        if first.returncode != 0:
            sys.exit(f"the first run failed: {first.stderr}")
        want = fingerprint(project)
        bad += killed(project, options.kills, want, temporary, signal.SIGKILL)
        bad += stopped(project)
        project.run()
        bad += full(project, options.full, base, want, temporary)
    finally:
        if options.keep:
            print(base)
        else:
            shutil.rmtree(base, ignore_errors=True)
    print("the last release stood, the next run made the same, nothing was left" if bad == 0 else f"{bad} faults")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
