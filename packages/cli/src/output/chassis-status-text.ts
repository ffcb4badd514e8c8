import type { GetChassisStatusResponse } from "@ruipmi/commands";
