#!/usr/bin/perl
# What the engine starts for each published port: tells Docker Desktop on Windows to listen there, then becomes the
# engine's own proxy. Windows listens for as long as the connection to it is open.
# In Perl, because there is nothing else in the instance that passes an open socket on.
use strict;
use warnings;
use Socket;

my %option = @ARGV % 2 ? () : @ARGV;
my $proxy = "/usr/sbin/docker-proxy";
my $socket;
if (($option{"-proto"} // "") eq "tcp") {
  $^F = 255;    # it stays open over exec
  my $answer = "Docker Desktop is not there\n";
  if (socket($socket, AF_UNIX, SOCK_STREAM, 0) && connect($socket, pack_sockaddr_un("/run/docker-desktop/expose.sock"))) {
    syswrite($socket, "$option{'-host-ip'} $option{'-host-port'}\n");
    $answer = "";
    while (sysread($socket, my $byte, 1)) { $answer .= $byte; last if $byte eq "\n"; }
  }
  if ($answer ne "ok\n") {
    open(my $engine, ">&=", 3) or die;    # where it waits for 0, or for 1 and the reason
    syswrite($engine, "1\n$answer");
    exit 1;
  }
}
exec($proxy, @ARGV) or die "$proxy: $!\n";
