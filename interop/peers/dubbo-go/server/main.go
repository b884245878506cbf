// Server is the dubbo-go server of the interoperability matrix; interop/CASES.md says how it behaves.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"dubbo.apache.org/dubbo-go/v3/common/constant"
	"dubbo.apache.org/dubbo-go/v3/common/extension"
	"dubbo.apache.org/dubbo-go/v3/filter"
	"dubbo.apache.org/dubbo-go/v3/global"
	"dubbo.apache.org/dubbo-go/v3/protocol"
	"dubbo.apache.org/dubbo-go/v3/protocol/base"
	"dubbo.apache.org/dubbo-go/v3/protocol/result"
	tri "dubbo.apache.org/dubbo-go/v3/protocol/triple/triple_protocol"
	"dubbo.apache.org/dubbo-go/v3/server"
	"google.golang.org/genproto/googleapis/rpc/errdetails"

	"trefoil-interop/dubbo-go/pb"
	"trefoil-interop/dubbo-go/peer"
)

func main() {
	flags := peer.Parse()
	if err := run(flags); err != nil {
		fmt.Fprintln(os.Stderr, "server:", err)
		os.Exit(1)
	}
}

func run(flags peer.Flags) error {
	endOnSignalOrInput()
	port, err := freePort(flags.Port)
	if err != nil {
		return err
	}

	// With its default ("local") metadata type a server also opens a dubbo2 MetadataService on a random port of all
	// interfaces. "remote" leaves that out, and without a registry nothing else comes of it.
	application := global.DefaultApplicationConfig()
	application.MetadataType = constant.RemoteMetadataStorageType
	srv, err := server.NewServer(
		server.SetServerApplication(application),
		server.WithServerProtocol(protocol.WithTriple(), protocol.WithIp("127.0.0.1"), protocol.WithPort(port)),
	)
	if err != nil {
		return err
	}
	extension.SetFilter(detailsFilterName, func() filter.Filter { return detailsFilter{} })
	options := []server.ServiceOption{server.WithFilter(detailsFilterName)}
	if flags.Group != "" {
		options = append(options, server.WithGroup(flags.Group))
	}
	if flags.Version != "" {
		options = append(options, server.WithVersion(flags.Version))
	}
	if err := srv.Register(&Interop{}, &serviceInfo, options...); err != nil {
		return err
	}

	served := make(chan error, 1)
	go func() { served <- srv.Serve() }()
	answering := make(chan struct{})
	go func() {
		waitUntilAnswering(port, flags)
		close(answering)
	}()
	select {
	case err := <-served:
		return fmt.Errorf("the server has ended: %v", err)
	case <-answering:
	case <-time.After(20 * time.Second):
		return errors.New("no answer within 20 seconds")
	}
	fmt.Fprintf(peer.Stdout, "LISTENING %d\n", port)
	return <-served
}

// endOnSignalOrInput does not leave SIGTERM to dubbo-go: its graceful shutdown takes several seconds.
func endOnSignalOrInput() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-signals
		os.Exit(0)
	}()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
}

// freePort finds a port for 0, which dubbo-go cannot, and refuses one that is taken, which dubbo-go only logs.
func freePort(port int) (int, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// waitUntilAnswering returns when the service, not only the port, is there: dubbo-go has no event that says so.
func waitUntilAnswering(port int, flags peer.Flags) {
	client := http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for ; ; time.Sleep(10 * time.Millisecond) {
		request, _ := http.NewRequest(http.MethodPost, fmt.Sprintf("http://127.0.0.1:%d/%s/Unary", port, peer.Service), nil)
		request.Header.Set("Content-Type", "application/proto")
		if flags.Group != "" {
			request.Header.Set("tri-service-group", flags.Group)
		}
		if flags.Version != "" {
			request.Header.Set("tri-service-version", flags.Version)
		}
		response, err := client.Do(request)
		if err != nil {
			continue
		}
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			return
		}
	}
}

// Interop is the service. (dubbo-go refuses an unexported type.)
type Interop struct {
	cancelled atomic.Int32
}

// What protoc-gen-go-triple would write: the table of the methods.
var serviceInfo = server.ServiceInfo{
	InterfaceName: peer.Service,
	ServiceType:   (*Interop)(nil),
	Methods: []server.MethodInfo{
		method("Unary", constant.CallUnary, func(s *Interop, ctx context.Context, args []any) (any, error) {
			return s.Unary(ctx, args[0].(*pb.Request))
		}),
		method("ClientStream", constant.CallClientStream, func(s *Interop, ctx context.Context, args []any) (any, error) {
			return s.ClientStream(ctx, args[0].(*tri.ClientStream))
		}),
		method("ServerStream", constant.CallServerStream, func(s *Interop, ctx context.Context, args []any) (any, error) {
			return nil, s.ServerStream(ctx, args[0].(*pb.Request), args[1].(*tri.ServerStream))
		}),
		method("Bidi", constant.CallBidiStream, func(s *Interop, ctx context.Context, args []any) (any, error) {
			return nil, s.Bidi(ctx, args[0].(*tri.BidiStream))
		}),
	},
}

func method(name, kind string, call func(*Interop, context.Context, []any) (any, error)) server.MethodInfo {
	return server.MethodInfo{
		Name:           name,
		Type:           kind,
		ReqInitFunc:    func() any { return new(pb.Request) },
		StreamInitFunc: func(stream any) any { return stream },
		MethodFunc: func(ctx context.Context, args []any, handler any) (any, error) {
			service := handler.(*Interop)
			reply, err := call(service, ctx, args)
			if err == nil {
				return reply, nil
			}
			// A reply that cannot be sent is a cancelled call too, even if its context hears of it later.
			var unsent *sendError
			if ctx.Err() != nil || errors.As(err, &unsent) {
				service.cancelled.Add(1)
			}
			return nil, err
		},
	}
}

func (s *Interop) Unary(ctx context.Context, request *pb.Request) (*tri.Response, error) {
	header, trailer := make(http.Header), make(http.Header)
	if err := echoMetadata(ctx, header, trailer); err != nil {
		return nil, err
	}
	if err := errors.Join(tri.SetHeader(ctx, header), tri.SetTrailer(ctx, trailer)); err != nil {
		return nil, err
	}
	if err := wait(ctx, request.DelayMs); err != nil {
		return nil, err
	}
	if request.Failure != nil {
		return nil, failure(request.Failure)
	}
	reply := replyTo(request, 0)
	switch request.Text {
	case "cancelled":
		reply.Requests = s.cancelled.Load()
	case "deadline":
		reply.RequestBytes = -1
		if deadline, ok := ctx.Deadline(); ok {
			reply.RequestBytes = time.Until(deadline).Milliseconds()
		}
	}
	return tri.NewResponse(reply), nil
}

func (s *Interop) ClientStream(ctx context.Context, stream *tri.ClientStream) (*tri.Response, error) {
	if err := echoMetadata(ctx, stream.Conn().ResponseHeader(), stream.Conn().ResponseTrailer()); err != nil {
		return nil, err
	}
	reply := new(pb.Reply)
	for {
		request := new(pb.Request)
		if !stream.Receive(request) {
			break
		}
		if request.Failure != nil {
			return nil, failure(request.Failure)
		}
		reply.Text = request.Text
		reply.Requests++
		reply.RequestBytes += int64(len(request.Payload))
	}
	if err := stream.Err(); err != nil {
		return nil, err
	}
	return tri.NewResponse(reply), nil
}

func (s *Interop) ServerStream(ctx context.Context, request *pb.Request, stream *tri.ServerStream) error {
	if err := echoMetadata(ctx, stream.ResponseHeader(), stream.ResponseTrailer()); err != nil {
		return err
	}
	count := request.ReplyCount
	if request.Failure != nil {
		count = request.Failure.After
	}
	for index := int32(0); index < count; index++ {
		if err := wait(ctx, request.DelayMs); err != nil {
			return err
		}
		if err := stream.Send(replyTo(request, index)); err != nil {
			return unsent(err)
		}
	}
	if request.Failure != nil {
		return failure(request.Failure)
	}
	return nil
}

func (s *Interop) Bidi(ctx context.Context, stream *tri.BidiStream) error {
	if err := echoMetadata(ctx, stream.ResponseHeader(), stream.ResponseTrailer()); err != nil {
		return err
	}
	for index := int32(0); ; index++ {
		request := new(pb.Request)
		if err := stream.Receive(request); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := wait(ctx, request.DelayMs); err != nil {
			return err
		}
		if request.Failure != nil {
			return failure(request.Failure)
		}
		if err := stream.Send(replyTo(request, index)); err != nil {
			return unsent(err)
		}
	}
}

func replyTo(request *pb.Request, index int32) *pb.Reply {
	reply := &pb.Reply{
		Text:         request.Text,
		Requests:     1,
		RequestBytes: int64(len(request.Payload)),
		Index:        index,
	}
	if request.ReplySize > 0 {
		reply.Payload = make([]byte, request.ReplySize)
		for i := range reply.Payload {
			reply.Payload[i] = 0x2A
		}
	}
	return reply
}

func wait(ctx context.Context, milliseconds int32) error {
	timer := time.NewTimer(time.Duration(milliseconds) * time.Millisecond)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		// dubbo-go sends an error without a code, even the context's own, as its business error 17.
		code := tri.CodeCanceled
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			code = tri.CodeDeadlineExceeded
		}
		return tri.NewError(code, ctx.Err())
	}
}

type sendError struct{ error }

func (e *sendError) Unwrap() error { return e.error }

func unsent(err error) error {
	return tri.NewError(tri.CodeOf(err), &sendError{err})
}

// echoMetadata fills the response's metadata from the request's headers, which dubbo-go calls attachments.
func echoMetadata(ctx context.Context, header, trailer http.Header) error {
	attachments, _ := ctx.Value(constant.AttachmentKey).(map[string]any)
	initial, _ := attachments[peer.EchoInitial].([]string)
	for _, value := range initial {
		header.Add(peer.EchoInitial, value)
	}
	trailing, _ := attachments[peer.EchoTrailing].([]string)
	values, err := peer.DecodeBinary(trailing)
	if err != nil {
		return tri.NewError(tri.CodeInvalidArgument, err)
	}
	for _, value := range values {
		trailer.Add(peer.EchoTrailing, peer.EncodeBinary(value))
	}
	return nil
}

func failure(failure *pb.Failure) error {
	err := errors.New(failure.Message)
	if failure.Details {
		err = withDetails{err}
	}
	return tri.NewError(tri.Code(failure.Code), err)
}

// withDetails marks an error that detailsFilter is to give its details. dubbo-go makes the handler's error anew from
// code and cause, so details attached to it directly are lost, except with code 17. Filters see the new error.
type withDetails struct{ error }

const detailsFilterName = "interop-details"

type detailsFilter struct{}

func (detailsFilter) Invoke(ctx context.Context, next base.Invoker, call base.Invocation) result.Result {
	res := next.Invoke(ctx, call)
	var status *tri.Error
	var marked withDetails
	if !errors.As(res.Error(), &status) || !errors.As(res.Error(), &marked) {
		return res
	}
	detail, err := tri.NewErrorDetail(&errdetails.ErrorInfo{Reason: "REASON", Domain: "interop"})
	if err != nil {
		res.SetError(err)
		return res
	}
	detailed := tri.NewError(status.Code(), marked.error)
	detailed.AddDetail(detail)
	res.SetError(detailed)
	return res
}

func (detailsFilter) OnResponse(_ context.Context, res result.Result, _ base.Invoker, _ base.Invocation) result.Result {
	return res
}
