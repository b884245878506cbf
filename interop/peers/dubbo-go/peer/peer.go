// Package peer holds what the server and the client of the dubbo-go peer share.
package peer

import (
	"flag"
	"fmt"
	"os"
	"strings"

	tri "dubbo.apache.org/dubbo-go/v3/protocol/triple/triple_protocol"
	"github.com/dubbogo/gost/log/logger"

	// The extensions a direct call over Triple needs; dubbo-go/v3/imports would register all there are.
	_ "dubbo.apache.org/dubbo-go/v3/cluster/cluster/failfast"
	_ "dubbo.apache.org/dubbo-go/v3/cluster/loadbalance/random"
	_ "dubbo.apache.org/dubbo-go/v3/cluster/router/tag"
	_ "dubbo.apache.org/dubbo-go/v3/filter/accesslog"
	_ "dubbo.apache.org/dubbo-go/v3/filter/echo"
	_ "dubbo.apache.org/dubbo-go/v3/filter/exec_limit"
	_ "dubbo.apache.org/dubbo-go/v3/filter/generic"
	_ "dubbo.apache.org/dubbo-go/v3/filter/graceful_shutdown"
	_ "dubbo.apache.org/dubbo-go/v3/filter/token"
	_ "dubbo.apache.org/dubbo-go/v3/filter/tps"
	_ "dubbo.apache.org/dubbo-go/v3/protocol/triple"
	_ "dubbo.apache.org/dubbo-go/v3/protocol/triple/health"
	_ "dubbo.apache.org/dubbo-go/v3/protocol/triple/reflection"
	_ "dubbo.apache.org/dubbo-go/v3/proxy/proxy_factory"
	_ "dubbo.apache.org/dubbo-go/v3/registry/directory"
	_ "dubbo.apache.org/dubbo-go/v3/registry/protocol"
)

const (
	Service = "trefoil.interop.v1.Interop"

	// Header names as dubbo-go hands them out: attachments in lower case, response metadata in canonical form.
	EchoInitial  = "x-echo-initial"
	EchoTrailing = "x-echo-trailing-bin"
)

// Stdout is the real standard output; whatever else prints there ends on standard error.
var Stdout = os.Stdout

type Flags struct {
	Port           int
	Group, Version string
}

// Parse reads the flags that both programs know, and those the program has defined itself.
func Parse() Flags {
	var flags Flags
	flag.IntVar(&flags.Port, "port", 0, "TCP port on 127.0.0.1")
	flag.StringVar(&flags.Group, "group", "", "Dubbo group")
	flag.StringVar(&flags.Version, "version", "", "Dubbo version")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "unexpected argument:", flag.Arg(0))
		os.Exit(2)
	}
	os.Stdout = os.Stderr
	logger.SetLogger(warnings{})
	return flags
}

// EncodeBinary gives the value of a `-bin` header, which dubbo-go leaves to the application.
func EncodeBinary(value []byte) string {
	return tri.EncodeBinaryHeader(value)
}

// DecodeBinary reads the values of a `-bin` header: each line may hold several, joined by commas.
func DecodeBinary(lines []string) ([][]byte, error) {
	var values [][]byte
	for _, line := range lines {
		for _, text := range strings.Split(line, ",") {
			value, err := tri.DecodeBinaryHeader(strings.TrimSpace(text))
			if err != nil {
				return nil, err
			}
			values = append(values, value)
		}
	}
	return values, nil
}

// warnings is dubbo-go's log: by default it goes to standard output, and tells of every step.
type warnings struct{}

func (warnings) Debug(...any)          {}
func (warnings) Debugf(string, ...any) {}
func (warnings) Info(...any)           {}
func (warnings) Infof(string, ...any)  {}

func (warnings) Warn(args ...any)                  { fmt.Fprintln(os.Stderr, args...) }
func (warnings) Warnf(format string, args ...any)  { fmt.Fprintf(os.Stderr, format+"\n", args...) }
func (warnings) Error(args ...any)                 { fmt.Fprintln(os.Stderr, args...) }
func (warnings) Errorf(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

func (w warnings) Fatal(args ...any) {
	w.Error(args...)
	os.Exit(1)
}

func (w warnings) Fatalf(format string, args ...any) {
	w.Errorf(format, args...)
	os.Exit(1)
}
