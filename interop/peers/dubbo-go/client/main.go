// Client is the dubbo-go client of the interoperability matrix; interop/CASES.md says what each case asserts.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"dubbo.apache.org/dubbo-go/v3/client"
	"dubbo.apache.org/dubbo-go/v3/common/constant"
	tri "dubbo.apache.org/dubbo-go/v3/protocol/triple/triple_protocol"

	"trefoil-interop/dubbo-go/pb"
	"trefoil-interop/dubbo-go/peer"
)

const caseTime = 18 * time.Second

func main() {
	only := flag.String("case", "", "run this case only")
	flags := peer.Parse()
	found, failed := false, false
	for _, c := range cases {
		if *only != "" && *only != c.name {
			continue
		}
		found = true
		line := "pass"
		if err := runCase(flags, c.run); err != nil {
			failed = true
			line = "fail\t" + strings.NewReplacer("\n", " ", "\t", " ").Replace(err.Error())
		}
		fmt.Fprintf(peer.Stdout, "%s\t%s\n", c.name, line)
	}
	if !found {
		fmt.Fprintln(os.Stderr, "no such case:", *only)
		os.Exit(2)
	}
	if failed {
		os.Exit(1)
	}
}

// runCase gives each case a connection of its own, and an end: dubbo-go does not stop every wait when a context ends.
func runCase(flags peer.Flags, run func(context.Context, *stub) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), caseTime)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		defer func() {
			if reason := recover(); reason != nil {
				done <- fmt.Errorf("panic: %v", reason)
			}
		}()
		stub, err := dial(flags, peer.Service)
		if err != nil {
			done <- err
			return
		}
		done <- run(ctx, stub)
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(caseTime + time.Second):
		return fmt.Errorf("no end within %v", caseTime)
	}
}

// stub is what protoc-gen-go-triple would write.
type stub struct {
	flags      peer.Flags
	connection *client.Connection
}

func dial(flags peer.Flags, service string) (*stub, error) {
	// One client for each service: a client's options leak from one of its references into the next.
	cli, err := client.NewClient(
		client.WithClientURL(fmt.Sprintf("tri://127.0.0.1:%d", flags.Port)),
		// The default, failover, tries every error three times.
		client.WithClientClusterFailFast(),
		client.WithClientRetries(0),
		// For unary calls without a deadline of their own; the default is 3 seconds.
		client.WithClientRequestTimeout(caseTime),
	)
	if err != nil {
		return nil, err
	}
	var options []client.ReferenceOption
	if flags.Group != "" {
		options = append(options, client.WithGroup(flags.Group))
	}
	if flags.Version != "" {
		options = append(options, client.WithVersion(flags.Version))
	}
	connection, err := cli.DialWithInfo(service, &client.ClientInfo{
		InterfaceName: service,
		MethodNames:   []string{"Unary", "ClientStream", "ServerStream", "Bidi", "Nope"},
	}, options...)
	if err != nil {
		return nil, err
	}
	return &stub{flags, connection}, nil
}

func (s *stub) unary(ctx context.Context, request *pb.Request, options ...client.CallOption) (*pb.Reply, error) {
	return s.call(ctx, "Unary", request, options...)
}

func (s *stub) call(ctx context.Context, method string, request *pb.Request, options ...client.CallOption) (*pb.Reply, error) {
	reply := new(pb.Reply)
	if err := s.connection.CallUnary(ctx, []any{request}, reply, method, options...); err != nil {
		return nil, err
	}
	return reply, nil
}

func (s *stub) clientStream(ctx context.Context) (*tri.ClientStreamForClient, error) {
	stream, err := s.connection.CallClientStream(ctx, "ClientStream")
	if err != nil {
		return nil, err
	}
	return stream.(*tri.ClientStreamForClient), nil
}

func (s *stub) serverStream(ctx context.Context, request *pb.Request) (*tri.ServerStreamForClient, error) {
	stream, err := s.connection.CallServerStream(ctx, request, "ServerStream")
	if err != nil {
		return nil, err
	}
	return stream.(*tri.ServerStreamForClient), nil
}

func (s *stub) bidi(ctx context.Context) (*tri.BidiStreamForClient, error) {
	stream, err := s.connection.CallBidiStream(ctx, "Bidi")
	if err != nil {
		return nil, err
	}
	return stream.(*tri.BidiStreamForClient), nil
}

// withHeader is a context that sends this header with the call, a line for each value.
func withHeader(ctx context.Context, name string, values ...string) context.Context {
	return context.WithValue(ctx, constant.AttachmentKey, map[string]any{name: values})
}

// closeAndReceive ends a client stream and waits for its reply.
func closeAndReceive(stream *tri.ClientStreamForClient) (*pb.Reply, error) {
	reply := new(pb.Reply)
	if err := stream.CloseAndReceive(tri.NewResponse(reply)); err != nil {
		return nil, err
	}
	return reply, nil
}

// metadata is where a unary call leaves the response's headers and trailers.
type metadata struct{ header, trailer http.Header }

func (m *metadata) options() []client.CallOption {
	return []client.CallOption{client.WithResponseHeader(&m.header), client.WithResponseTrailer(&m.trailer)}
}
