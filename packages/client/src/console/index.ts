export type { ConsoleOptions } from "./console-options.ts";
export type { ConsoleClosed, SerialConsole } from "./serial-console.ts";
export type {
  PipeOptions,
  ReadableBytes,
  ReadableBytesReader,
  ReadableController,
  ReadableStreamConstructor,
  WebStreams,
  WritableBytes,
  WritableBytesWriter,
  WritableController,
  WritableStreamConstructor,
} from "./web-streams.ts";
