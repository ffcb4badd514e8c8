import fc from "fast-check";

// For the runs that must come out the same every time, mutation testing and the coverage floor: properties that name
// neither their seed nor their runs get these.
fc.configureGlobal({ seed: Number(process.env["RUIPMI_SEED"] ?? 1), numRuns: 20 });
