package io.motorpool.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class TcpLineTest {

  @Test
  void aConnectionIsClosedIfNobodyListensAtTheOtherEnd() throws Exception {
    try (TcpLine line = TcpLine.to(FreePorts.next());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), line.port())) {
      socket.setSoTimeout(20_000);
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }
}
