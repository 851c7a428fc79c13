package io.motorpool.platform.api;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses a body that is longer than 1 MiB with 413 and a problem. The server has a limit of its
 * own, {@code server.max-payload-size}, which is further out: there a body that tells its length is
 * refused without a problem, and one that does not would end as an internal error.
 */
@Provider
@PreMatching
public class LongestBody implements ContainerRequestFilter {

  private static final int MOST_BYTES = 1 << 20;

  @Override
  public void filter(ContainerRequestContext request) {
    // -1 if it does not fit into an int, or is not told; what is read is counted then.
    if (request.getLength() > MOST_BYTES) {
      throw tooLarge();
    }
    if (request.hasEntity()) {
      request.setEntityStream(new Counted(request.getEntityStream()));
    }
  }

  private static ClientErrorException tooLarge() {
    return new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
  }

  private static final class Counted extends FilterInputStream {

    private int bytes;

    private Counted(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int more) {
      bytes += more;
      if (bytes > MOST_BYTES) {
        throw tooLarge();
      }
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } catch (RuntimeException e) {
        // It reads on to the end, and the server may refuse that; the caller has its answer then.
        throw new IOException("The rest of the body was not read", e);
      }
    }
  }
}
