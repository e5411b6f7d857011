// Ends the process with the one that started it, however that ended: its end of stdin closes.

process.stdin.resume();
process.stdin.on("end", () => process.exit(1));
process.stdin.on("error", () => process.exit(1));
