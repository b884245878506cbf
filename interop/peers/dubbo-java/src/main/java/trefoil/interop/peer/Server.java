package trefoil.interop.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

import trefoil.interop.v1.Interop;

/** server --port P [--group G --version V] */
public final class Server {

    private Server() {}

    public static void main(String[] args) throws Exception {
        Flags flags = Flags.parse(args, false);
        // Dubbo's own answer to SIGTERM waits for seconds.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));

        int port = flags.port() == 0 ? freePort() : flags.port();
        ProtocolConfig protocol = new ProtocolConfig("tri", port);
        protocol.setHost(Peer.HOST);
        ServiceConfig<Interop> service = new ServiceConfig<>();
        service.setInterface(Interop.class);
        service.setRef(new Handler());
        service.setGroup(flags.group());
        service.setVersion(flags.version());
        service.setProtocol(protocol);
        DubboBootstrap bootstrap = Peer.bootstrap("interop-server").protocol(protocol).service(service);
        try {
            bootstrap.start();
        } catch (RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        System.out.println("LISTENING " + port);
        System.out.flush();

        try {
            while (System.in.read() >= 0) {
                // Only the end matters.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }

    /** Dubbo counts up from a port of its own rather than leave the choice to the system. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Peer.HOST))) {
            return socket.getLocalPort();
        }
    }
}
