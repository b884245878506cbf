"""What the machine must have."""
import resource
import shutil
import sys


def need(tool, package):
    if not shutil.which(tool):
        sys.exit(f"bench.py: `{tool}` is missing (Debian: apt-get install {package})")


def files():
    """As many open files as this user may have: `idle` holds 10000 connections."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
