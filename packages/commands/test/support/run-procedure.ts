export { type Answer, type Run, runProcedure } from "../../../core/test/support/run-procedure.ts";
