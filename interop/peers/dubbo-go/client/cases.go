package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	tri "dubbo.apache.org/dubbo-go/v3/protocol/triple/triple_protocol"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/proto"

	"trefoil-interop/dubbo-go/pb"
	"trefoil-interop/dubbo-go/peer"
)

var cases = []struct {
	name string
	run  func(context.Context, *stub) error
}{
	{"unary", unary},
	{"client_stream", clientStream},
	{"server_stream", serverStream},
	{"bidi", bidi},
	{"empty_message", emptyMessage},
	{"large_message", largeMessage},
	{"too_large", tooLarge},
	{"many_messages", manyMessages},
	{"empty_client_stream", emptyClientStream},
	{"error_unary", errorUnary},
	{"error_client_stream", errorClientStream},
	{"error_server_stream", errorServerStream},
	{"error_bidi", errorBidi},
	{"error_message_utf8", errorMessageUTF8},
	{"error_details", errorDetails},
	{"unimplemented_method", unimplementedMethod},
	{"unimplemented_service", unimplementedService},
	{"metadata_text", metadataText},
	{"metadata_duplicate", metadataDuplicate},
	{"metadata_binary", metadataBinary},
	{"metadata_binary_duplicate", metadataBinaryDuplicate},
	{"deadline_unary", deadlineUnary},
	{"deadline_server_stream", deadlineServerStream},
	{"deadline_seen", deadlineSeen},
	{"cancel_server_stream", cancelServerStream},
	{"cancel_bidi", cancelBidi},
	{"concurrent", concurrent},
}

func expect[T comparable](what string, got, want T) error {
	if got != want {
		return fmt.Errorf("%s: got %s, expected %s", what, short(got), short(want))
	}
	return nil
}

func short(value any) string {
	text := fmt.Sprintf("%#v", value)
	if len(text) > 200 {
		return fmt.Sprintf("%s... (%d characters)", text[:200], len(text))
	}
	return text
}

func expectError(err error, code tri.Code, message string) error {
	if err == nil {
		return fmt.Errorf("expected code %d, got no error", code)
	}
	if got := tri.CodeOf(err); got != code {
		return fmt.Errorf("code: got %d (%w), expected %d", got, err, code)
	}
	var status *tri.Error
	if message != "" && errors.As(err, &status) {
		return expect("message", status.Message(), message)
	}
	return nil
}

// expectReplies reads replies of the indices from first up to but not including end.
func expectReplies(stream *tri.ServerStreamForClient, first, end int32) error {
	for index := first; index < end; index++ {
		reply := new(pb.Reply)
		if !stream.Receive(reply) {
			return fmt.Errorf("the stream ended before reply %d: %w", index, errorOrEnd(stream.Err()))
		}
		if err := expect("index", reply.Index, index); err != nil {
			return err
		}
	}
	return nil
}

// expectNoReply gives the error with which the stream ends here: nil for OK.
func expectNoReply(stream *tri.ServerStreamForClient) (ended error, err error) {
	reply := new(pb.Reply)
	if stream.Receive(reply) {
		return nil, fmt.Errorf("one reply too many, of index %d", reply.Index)
	}
	return stream.Err(), nil
}

func expectOK(stream *tri.ServerStreamForClient) error {
	ended, err := expectNoReply(stream)
	return errors.Join(err, ended)
}

func errorOrEnd(err error) error {
	if err == nil {
		return errors.New("with OK")
	}
	return err
}

// turn sends one request of a bidi call and reads its reply.
func turn(stream *tri.BidiStreamForClient, index int32) error {
	text := fmt.Sprint("turn ", index)
	if err := stream.Send(&pb.Request{Text: text}); err != nil {
		return sendError(stream, err)
	}
	reply := new(pb.Reply)
	if err := stream.Receive(reply); err != nil {
		return err
	}
	return errors.Join(expect("index", reply.Index, index), expect("text", reply.Text, text))
}

// sendError finds why a send failed: io.EOF only says that the call has ended.
func sendError(stream *tri.BidiStreamForClient, err error) error {
	if errors.Is(err, io.EOF) {
		if received := stream.Receive(new(pb.Reply)); received != nil {
			return received
		}
	}
	return err
}

func expectBidiOK(stream *tri.BidiStreamForClient) error {
	if err := stream.CloseRequest(); err != nil {
		return err
	}
	err := stream.Receive(new(pb.Reply))
	if err == nil {
		return errors.New("one reply too many")
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// requestOfSize makes a request of exactly this many encoded bytes, between 2 MiB and 256 MiB: a tag, four bytes of
// length, the payload.
func requestOfSize(size int) (*pb.Request, error) {
	request := &pb.Request{Payload: make([]byte, size-5)}
	return request, expect("encoded size", proto.Size(request), size)
}

func unary(ctx context.Context, s *stub) error {
	reply, err := s.unary(ctx, &pb.Request{Text: "héllo"})
	if err != nil {
		return err
	}
	return expect("text", reply.Text, "héllo")
}

func clientStream(ctx context.Context, s *stub) error {
	stream, err := s.clientStream(ctx)
	if err != nil {
		return err
	}
	for index, text := range []string{"first", "second", "last"} {
		if err := stream.Send(&pb.Request{Text: text, Payload: make([]byte, 10*(index+1))}); err != nil {
			return err
		}
	}
	reply, err := closeAndReceive(stream)
	if err != nil {
		return err
	}
	return errors.Join(
		expect("requests", reply.Requests, 3),
		expect("request_bytes", reply.RequestBytes, 60),
		expect("text", reply.Text, "last"),
	)
}

func serverStream(ctx context.Context, s *stub) error {
	stream, err := s.serverStream(ctx, &pb.Request{ReplyCount: 5})
	if err != nil {
		return err
	}
	if err := expectReplies(stream, 0, 5); err != nil {
		return err
	}
	return expectOK(stream)
}

func bidi(ctx context.Context, s *stub) error {
	stream, err := s.bidi(ctx)
	if err != nil {
		return err
	}
	for index := range int32(3) {
		if err := turn(stream, index); err != nil {
			return err
		}
	}
	return expectBidiOK(stream)
}

func emptyMessage(ctx context.Context, s *stub) error {
	reply, err := s.unary(ctx, new(pb.Request))
	if err != nil {
		return err
	}
	return expect("requests", reply.Requests, 1)
}

func largeMessage(ctx context.Context, s *stub) error {
	request, err := requestOfSize(4_194_304)
	if err != nil {
		return err
	}
	reply, err := s.unary(ctx, request)
	if err != nil {
		return err
	}
	if err := expect("request_bytes", reply.RequestBytes, int64(len(request.Payload))); err != nil {
		return err
	}
	if reply, err = s.unary(ctx, &pb.Request{ReplySize: 4_194_000}); err != nil {
		return err
	}
	return errors.Join(
		expect("length of the payload", len(reply.Payload), 4_194_000),
		expect("bytes 0x2A in it", bytes.Count(reply.Payload, []byte{0x2A}), 4_194_000),
	)
}

func tooLarge(ctx context.Context, s *stub) error {
	request, err := requestOfSize(4_194_305)
	if err != nil {
		return err
	}
	_, err = s.unary(ctx, request)
	if err := expectError(err, tri.CodeResourceExhausted, ""); err != nil {
		return err
	}
	return unary(ctx, s)
}

func manyMessages(ctx context.Context, s *stub) error {
	const many = 1000

	replies, err := s.serverStream(ctx, &pb.Request{ReplyCount: many})
	if err != nil {
		return err
	}
	if err := errors.Join(expectReplies(replies, 0, many), expectOK(replies)); err != nil {
		return fmt.Errorf("ServerStream: %w", err)
	}

	requests, err := s.clientStream(ctx)
	if err != nil {
		return err
	}
	for index := range many {
		if err := requests.Send(&pb.Request{Text: strconv.Itoa(index)}); err != nil {
			return fmt.Errorf("ClientStream, request %d: %w", index, err)
		}
	}
	reply, err := closeAndReceive(requests)
	if err != nil {
		return fmt.Errorf("ClientStream: %w", err)
	}
	if err := errors.Join(expect("requests", reply.Requests, many), expect("text", reply.Text, "999")); err != nil {
		return fmt.Errorf("ClientStream: %w", err)
	}

	both, err := s.bidi(ctx)
	if err != nil {
		return err
	}
	sent := make(chan error, 1)
	go func() {
		for index := range many {
			if err := both.Send(&pb.Request{Text: strconv.Itoa(index)}); err != nil {
				sent <- err
				return
			}
		}
		sent <- both.CloseRequest()
	}()
	for index := range int32(many) {
		reply := new(pb.Reply)
		if err := both.Receive(reply); err != nil {
			return fmt.Errorf("Bidi, reply %d: %w", index, err)
		}
		if err := errors.Join(expect("index", reply.Index, index), expect("text", reply.Text, fmt.Sprint(index))); err != nil {
			return fmt.Errorf("Bidi: %w", err)
		}
	}
	if err := <-sent; err != nil {
		return fmt.Errorf("Bidi, requests: %w", err)
	}
	return expectBidiOK(both)
}

func emptyClientStream(ctx context.Context, s *stub) error {
	stream, err := s.clientStream(ctx)
	if err != nil {
		return err
	}
	reply, err := closeAndReceive(stream)
	if err != nil {
		return err
	}
	return expect("requests", reply.Requests, 0)
}

func errorUnary(ctx context.Context, s *stub) error {
	_, err := s.unary(ctx, &pb.Request{Failure: &pb.Failure{Code: 5, Message: "no such thing"}})
	return expectError(err, tri.CodeNotFound, "no such thing")
}

func errorClientStream(ctx context.Context, s *stub) error {
	stream, err := s.clientStream(ctx)
	if err != nil {
		return err
	}
	requests := []*pb.Request{{}, {Failure: &pb.Failure{Code: 5, Message: "no such thing"}}, {}}
	for _, request := range requests {
		// The call may have ended before the third: then io.EOF, and the status is with the reply.
		if err := stream.Send(request); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	_, err = closeAndReceive(stream)
	return expectError(err, tri.CodeNotFound, "no such thing")
}

func errorServerStream(ctx context.Context, s *stub) error {
	request := &pb.Request{ReplyCount: 5, Failure: &pb.Failure{Code: 9, Message: "after two", After: 2}}
	stream, err := s.serverStream(ctx, request)
	if err != nil {
		return err
	}
	if err := expectReplies(stream, 0, 2); err != nil {
		return err
	}
	ended, err := expectNoReply(stream)
	if err != nil {
		return err
	}
	return expectError(ended, tri.CodeFailedPrecondition, "after two")
}

func errorBidi(ctx context.Context, s *stub) error {
	stream, err := s.bidi(ctx)
	if err != nil {
		return err
	}
	if err := turn(stream, 0); err != nil {
		return err
	}
	if err := stream.Send(&pb.Request{Failure: &pb.Failure{Code: 3, Message: "bad turn"}}); err != nil {
		return err
	}
	return expectError(stream.Receive(new(pb.Reply)), tri.CodeInvalidArgument, "bad turn")
}

func errorMessageUTF8(ctx context.Context, s *stub) error {
	const message = "100% ☺ + \t\n end"
	_, err := s.unary(ctx, &pb.Request{Failure: &pb.Failure{Code: 13, Message: message}})
	return expectError(err, tri.CodeInternal, message)
}

func errorDetails(ctx context.Context, s *stub) error {
	_, err := s.unary(ctx, &pb.Request{Failure: &pb.Failure{Code: 5, Message: "no such thing", Details: true}})
	if err := expectError(err, tri.CodeNotFound, "no such thing"); err != nil {
		return err
	}
	var status *tri.Error
	if !errors.As(err, &status) {
		return fmt.Errorf("not a status: %w", err)
	}
	if err := expect("number of details", len(status.Details()), 1); err != nil {
		return err
	}
	detail, err := status.Details()[0].Value()
	if err != nil {
		return err
	}
	info, ok := detail.(*errdetails.ErrorInfo)
	if !ok {
		return fmt.Errorf("the detail is a %s", status.Details()[0].Type())
	}
	return errors.Join(expect("reason", info.Reason, "REASON"), expect("domain", info.Domain, "interop"))
}

func unimplementedMethod(ctx context.Context, s *stub) error {
	_, err := s.call(ctx, "Nope", new(pb.Request))
	return expectError(err, tri.CodeUnimplemented, "")
}

func unimplementedService(ctx context.Context, s *stub) error {
	nobody, err := dial(s.flags, "trefoil.interop.v1.Nobody")
	if err != nil {
		return err
	}
	return unimplementedMethod(ctx, nobody)
}

func metadataText(ctx context.Context, s *stub) error {
	return echoInitial(ctx, s, "one")
}

func metadataDuplicate(ctx context.Context, s *stub) error {
	return echoInitial(ctx, s, "one", "two")
}

func echoInitial(ctx context.Context, s *stub, values ...string) error {
	return eachKind(withHeader(ctx, peer.EchoInitial, values...), s, func(header, trailer http.Header) error {
		got := header.Values(peer.EchoInitial)
		if len(got) == 0 {
			// The contract lets a server that can only send trailers send it there.
			got = trailer.Values(peer.EchoInitial)
		}
		return expect("values", strings.Join(got, "|"), strings.Join(values, "|"))
	})
}

func metadataBinary(ctx context.Context, s *stub) error {
	return echoTrailing(ctx, s, []byte{0x00, 0x01, 0xFE, 0xFF})
}

func metadataBinaryDuplicate(ctx context.Context, s *stub) error {
	return echoTrailing(ctx, s, []byte{0x00, 0x01, 0xFE, 0xFF}, []byte("second"))
}

// echoTrailing codes the values by hand: to dubbo-go a `-bin` header is like any other.
func echoTrailing(ctx context.Context, s *stub, values ...[]byte) error {
	var lines []string
	for _, value := range values {
		lines = append(lines, peer.EncodeBinary(value))
	}
	return eachKind(withHeader(ctx, peer.EchoTrailing, lines...), s, func(_, trailer http.Header) error {
		got, err := peer.DecodeBinary(trailer.Values(peer.EchoTrailing))
		if err != nil {
			return err
		}
		if !slices.EqualFunc(got, values, bytes.Equal) {
			return fmt.Errorf("values: got %s, expected %s", short(got), short(values))
		}
		return nil
	})
}

// eachKind checks the response metadata of a unary call and of a bidi call, whose ways through dubbo-go differ.
func eachKind(ctx context.Context, s *stub, check func(header, trailer http.Header) error) error {
	var response metadata
	if _, err := s.unary(ctx, new(pb.Request), response.options()...); err != nil {
		return err
	}
	if err := check(response.header, response.trailer); err != nil {
		return fmt.Errorf("Unary: %w", err)
	}
	stream, err := s.bidi(ctx)
	if err != nil {
		return err
	}
	if err := errors.Join(turn(stream, 0), expectBidiOK(stream)); err != nil {
		return fmt.Errorf("Bidi: %w", err)
	}
	if err := check(stream.ResponseHeader(), stream.ResponseTrailer()); err != nil {
		return fmt.Errorf("Bidi: %w", err)
	}
	return nil
}

func deadlineUnary(ctx context.Context, s *stub) error {
	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := s.unary(ctx, &pb.Request{DelayMs: 3000})
	if took := time.Since(start); took > 2*time.Second {
		return fmt.Errorf("took %v", took)
	}
	return expectError(err, tri.CodeDeadlineExceeded, "")
}

func deadlineServerStream(ctx context.Context, s *stub) error {
	ctx, cancel := context.WithTimeout(ctx, 800*time.Millisecond)
	defer cancel()
	stream, err := s.serverStream(ctx, &pb.Request{ReplyCount: 3, DelayMs: 500})
	if err != nil {
		return err
	}
	if err := expectReplies(stream, 0, 1); err != nil {
		return err
	}
	ended, err := expectNoReply(stream)
	if err != nil {
		return err
	}
	// Its own expired deadline dubbo-go reports as code 3, "incomplete envelope", of which the deadline is the cause.
	// The server's status 4, when that is faster, it reports as it is.
	if tri.CodeOf(ended) == tri.CodeInvalidArgument && errors.Is(ended, context.DeadlineExceeded) {
		return nil
	}
	return expectError(ended, tri.CodeDeadlineExceeded, "")
}

func deadlineSeen(ctx context.Context, s *stub) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	reply, err := s.unary(ctx, &pb.Request{Text: "deadline"})
	if err != nil {
		return err
	}
	if left := reply.RequestBytes; left < 1 || left > 5000 {
		return fmt.Errorf("the handler saw %d ms", left)
	}
	return nil
}

func cancelServerStream(ctx context.Context, s *stub) error {
	return expectCancelled(ctx, s, func(ctx context.Context, cancel func()) error {
		stream, err := s.serverStream(ctx, &pb.Request{ReplyCount: 100, DelayMs: 100})
		if err != nil {
			return err
		}
		if err := expectReplies(stream, 0, 1); err != nil {
			return err
		}
		cancel()
		return nil
	})
}

func cancelBidi(ctx context.Context, s *stub) error {
	return expectCancelled(ctx, s, func(ctx context.Context, cancel func()) error {
		stream, err := s.bidi(ctx)
		if err != nil {
			return err
		}
		if err := turn(stream, 0); err != nil {
			return err
		}
		cancel()
		// While the request stream is open, dubbo-go resets the call only when it is used again after the cancel.
		return expectError(stream.Receive(new(pb.Reply)), tri.CodeCanceled, "")
	})
}

// expectCancelled asserts that the server counts a cancelled call within two seconds of `call`.
func expectCancelled(ctx context.Context, s *stub, call func(context.Context, func()) error) error {
	before, err := s.unary(ctx, &pb.Request{Text: "cancelled"})
	if err != nil {
		return err
	}
	callCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := call(callCtx, cancel); err != nil {
		return err
	}
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		after, err := s.unary(ctx, &pb.Request{Text: "cancelled"})
		if err != nil {
			return err
		}
		if after.Requests > before.Requests {
			return nil
		}
	}
	return fmt.Errorf("the server's count is still %d", before.Requests)
}

func concurrent(ctx context.Context, s *stub) error {
	const calls = 50
	failures := make([]error, calls)
	var group sync.WaitGroup
	for index := range calls {
		group.Add(1)
		go func() {
			defer group.Done()
			text := fmt.Sprint("call ", index)
			// A delay, so that all of them are open at the same time.
			reply, err := s.unary(ctx, &pb.Request{Text: text, DelayMs: 100})
			if err != nil {
				failures[index] = err
				return
			}
			failures[index] = expect("text", reply.Text, text)
		}()
	}
	group.Wait()
	return errors.Join(failures...)
}
