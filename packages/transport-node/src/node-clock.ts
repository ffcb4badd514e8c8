import type { Clock } from "@ruipmi/client";

/**
 * Node's monotonic clock and timers.
 *
 * What keeps a process alive is what somebody waits for: a handshake, a request, a closing. The timer that keeps an idle
 * session alive is a background one and does not, nor does the socket: a program that is done with its session and forgot
 * to close it ends, and the managed system's idle limit frees the session.
 */
export const nodeClock: Clock = {
  now: () => performance.now(),
  setTimer: (delay, callback, options) => {
    const timer = setTimeout(callback, delay);
    if (options?.background === true) timer.unref();
    return () => clearTimeout(timer);
  },
};
