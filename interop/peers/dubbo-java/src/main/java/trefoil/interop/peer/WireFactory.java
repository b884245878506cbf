package trefoil.interop.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import java.util.concurrent.Executor;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.remoting.api.connection.AbstractConnectionClient;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.apache.dubbo.rpc.protocol.tri.call.TripleClientCall;
import org.apache.dubbo.rpc.protocol.tri.command.CreateStreamQueueCommand;
import org.apache.dubbo.rpc.protocol.tri.stream.AbstractTripleClientStream;
import org.apache.dubbo.rpc.protocol.tri.stream.ClientStream;
import org.apache.dubbo.rpc.protocol.tri.stream.ClientStreamFactory;
import org.apache.dubbo.rpc.protocol.tri.stream.TripleStreamChannelFuture;
import org.apache.dubbo.rpc.protocol.tri.transport.H2TransportListener;
import org.apache.dubbo.rpc.protocol.tri.transport.TripleCommandOutBoundHandler;
import org.apache.dubbo.rpc.protocol.tri.transport.TripleHttp2ClientResponseHandler;
import org.apache.dubbo.rpc.protocol.tri.transport.TripleWriteQueue;

/**
 * Gives a call a {@link Wire}, if its thread has one, through Dubbo's extension point for client streams. Every other call
 * goes the plain way.
 */
@Activate(order = -1)
public final class WireFactory implements ClientStreamFactory {

    @Override
    public ClientStream createClientStream(
            AbstractConnectionClient client,
            FrameworkModel model,
            Executor executor,
            TripleClientCall call,
            TripleWriteQueue queue) {
        Wire wire = Wire.CURRENT.get();
        return wire == null ? null : new WireStream(model, executor, queue, call, client.getChannel(true));
    }

    private static final class WireStream extends AbstractTripleClientStream {
        /** Set while the superclass is constructed, so without an initial value here. */
        private Wire wire;

        WireStream(FrameworkModel model, Executor executor, TripleWriteQueue queue, TripleClientCall call, Channel parent) {
            super(model, executor, queue, call, parent);
        }

        @Override
        protected TripleStreamChannelFuture initStreamChannel(Channel parent) {
            wire = Wire.CURRENT.get();
            Http2StreamChannelBootstrap bootstrap = new Http2StreamChannelBootstrap(parent);
            bootstrap.handler(new ChannelInboundHandlerAdapter() {
                @Override
                public void handlerAdded(ChannelHandlerContext context) {
                    context.pipeline().addLast(new TripleCommandOutBoundHandler());
                    context.pipeline()
                            .addLast(new TripleHttp2ClientResponseHandler(new Tap(createTransportListener(), wire)));
                }
            });
            TripleStreamChannelFuture future = new TripleStreamChannelFuture(parent);
            writeQueue.enqueue(CreateStreamQueueCommand.create(bootstrap, future));
            return future;
        }

        @Override
        public ChannelFuture sendHeader(Http2Headers headers) {
            wire.more.forEach(header -> headers.add(header.getKey(), header.getValue()));
            return super.sendHeader(headers);
        }
    }

    private record Tap(H2TransportListener next, Wire wire) implements H2TransportListener {

        @Override
        public void onHeader(Http2Headers headers, boolean endStream) {
            wire.received(headers, endStream);
            next.onHeader(headers, endStream);
        }

        @Override
        public void onData(ByteBuf data, boolean endStream) {
            next.onData(data, endStream);
        }

        @Override
        public void cancelByRemote(long errorCode) {
            next.cancelByRemote(errorCode);
        }

        @Override
        public void onClose() {
            next.onClose();
        }
    }
}
