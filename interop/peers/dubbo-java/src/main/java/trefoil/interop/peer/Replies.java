package trefoil.interop.peer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.protocol.tri.CancelableStreamObserver;

import trefoil.interop.v1.Reply;

/** The replies of a stream, to be read one by one. */
final class Replies extends CancelableStreamObserver<Reply> implements StreamObserver<Reply> {
    private static final Object END = new Object();

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    @Override
    public void onNext(Reply reply) {
        events.add(reply);
    }

    @Override
    public void onError(Throwable error) {
        events.add(error);
    }

    @Override
    public void onCompleted() {
        events.add(END);
    }

    void cancel() {
        cancel(new CancellationException("cancelled by the case"));
    }

    Reply next() throws InterruptedException {
        Object event = event();
        if (event instanceof Reply reply) {
            return reply;
        }
        throw new Cases.Wrong(event == END ? "no more replies" : "instead of a reply: " + Cases.status((Throwable) event));
    }

    void end() throws InterruptedException {
        Object event = event();
        if (event != END) {
            throw new Cases.Wrong("instead of OK: " + (event instanceof Throwable e ? Cases.status(e) : "a reply"));
        }
    }

    Cases.Status error() throws InterruptedException {
        Object event = event();
        if (event instanceof Throwable error) {
            return Cases.status(error);
        }
        throw new Cases.Wrong("instead of an error: " + (event == END ? "OK" : "a reply"));
    }

    private Object event() throws InterruptedException {
        Object event = events.poll(15, TimeUnit.SECONDS);
        if (event == null) {
            throw new Cases.Wrong("nothing more came");
        }
        return event;
    }
}
