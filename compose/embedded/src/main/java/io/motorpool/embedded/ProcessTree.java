package io.motorpool.embedded;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server that was started by a script, and the script.
 *
 * @param handles those that there were at the moment of asking, as a process that has ended no
 *     longer tells what it has started
 */
record ProcessTree(List<ProcessHandle> handles) {

  static ProcessTree of(Process process) {
    return new ProcessTree(
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList());
  }

  /** Asks all of them to end. */
  void terminate() {
    handles.forEach(ProcessHandle::destroy);
  }

  /** Ends all of them as a power failure would, and waits for so many seconds each. */
  void kill(int seconds) {
    handles.forEach(ProcessHandle::destroyForcibly);
    handles.forEach(handle -> ends(handle, seconds));
  }

  /** Waits for all of them to end, for so many seconds each; says whether they have. */
  boolean end(int seconds) {
    return handles.stream().allMatch(handle -> ends(handle, seconds));
  }

  private static boolean ends(ProcessHandle handle, int seconds) {
    try {
      handle.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return !handle.isAlive();
    }
  }
}
