/*
 * Stands in for a Windows program of the lab: a PE, since CreateProcess starts nothing else. It hands its command line,
 * folder, environment and stdin to the relay of the lab, and gives back what the relay says that the program printed
 * and how it ended. When this process is killed its connection closes, by which the relay knows.
 *
 * Frames: one letter, the length of the payload in four bytes (big-endian), the payload; text is UTF-8.
 *   to the relay:   t token  n program  l command line behind the program's name  d folder  v NAME=value  a argument
 *                   g go, then:  i stdin  e end of stdin  q nobody reads (payload: o or r)
 *   from the relay: o stdout  r stderr  x exit code (four bytes)
 */
#include <winsock2.h>
#include <windows.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

enum { RELAY_UNREACHABLE = 250, RELAY_LOST = 251 };

static SOCKET relay;
static CRITICAL_SECTION sending;

static void end(DWORD code) {
  /* ExitProcess would wait for the thread that reads stdin. */
  TerminateProcess(GetCurrentProcess(), code);
}

static void fail(const char *what, DWORD code) {
  DWORD written;
  WriteFile(GetStdHandle(STD_ERROR_HANDLE), what, (DWORD)strlen(what), &written, NULL);
  end(code);
}

static int send_all(const char *bytes, int length) {
  while (length > 0) {
    int sent = send(relay, bytes, length, 0);
    if (sent <= 0) return 0;
    bytes += sent;
    length -= sent;
  }
  return 1;
}

static int receive_all(char *bytes, int length) {
  while (length > 0) {
    int received = recv(relay, bytes, length, 0);
    if (received <= 0) return 0;
    bytes += received;
    length -= received;
  }
  return 1;
}

static void send_frame(char type, const char *payload, uint32_t length) {
  char header[5] = {type, (char)(length >> 24), (char)(length >> 16), (char)(length >> 8), (char)length};
  EnterCriticalSection(&sending);
  if (send_all(header, 5)) send_all(payload, (int)length);
  LeaveCriticalSection(&sending);
}

static void send_text(char type, const wchar_t *text) {
  int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
  char *bytes = malloc(size);
  WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, size, NULL, NULL);
  send_frame(type, bytes, size - 1);
  free(bytes);
}

/* Where the relay listens and the token that it wants, as the lab wrote them beside Windows' own files. */
static void connect_relay(void) {
  wchar_t path[MAX_PATH];
  char text[128] = "", token[96] = "";
  int port = 0;
  DWORD length = 0;
  WSADATA data;
  struct sockaddr_in address = {0};

  GetSystemWindowsDirectoryW(path, MAX_PATH - 16);
  wcscat(path, L"\\lab-relay");
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  if (file != INVALID_HANDLE_VALUE) ReadFile(file, text, sizeof text - 1, &length, NULL);
  CloseHandle(file);
  if (sscanf(text, "%d %95s", &port, token) != 2) fail("the lab has no relay\n", RELAY_UNREACHABLE);

  WSAStartup(MAKEWORD(2, 2), &data);
  relay = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_family = AF_INET;
  address.sin_port = htons((u_short)port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(relay, (struct sockaddr *)&address, sizeof address) != 0)
    fail("the relay of the lab does not answer\n", RELAY_UNREACHABLE);
  send_frame('t', token, (uint32_t)strlen(token));
}

/* As CommandLineToArgvW finds the end of the program's name: no escapes in it. */
static const wchar_t *behind_program(const wchar_t *line) {
  if (*line == L'"') {
    line = wcschr(line + 1, L'"');
    if (line == NULL) return L"";
    line++;
  } else {
    while (*line != 0 && *line != L' ' && *line != L'\t') line++;
  }
  while (*line == L' ' || *line == L'\t') line++;
  return line;
}

static DWORD WINAPI pump_stdin(LPVOID unused) {
  char buffer[16384];
  DWORD length;
  HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
  (void)unused;
  while (ReadFile(input, buffer, sizeof buffer, &length, NULL) && length > 0) send_frame('i', buffer, length);
  send_frame('e', "", 0);
  return 0;
}

static void write_all(char type, const char *bytes, DWORD length) {
  static int is_unread[2];
  HANDLE output = GetStdHandle(type == 'o' ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE);
  int *unread = &is_unread[type == 'o'];
  while (length > 0 && !*unread) {
    DWORD written = 0;
    if (!WriteFile(output, bytes, length, &written, NULL) || written == 0) {
      *unread = 1;
      send_frame('q', &type, 1);
    }
    bytes += written;
    length -= written;
  }
}

static uint32_t number(const unsigned char *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

int wmain(int argc, wchar_t **argv) {
  wchar_t path[32768];
  InitializeCriticalSection(&sending);
  connect_relay();
  GetModuleFileNameW(NULL, path, 32768);
  send_text('n', path);
  send_text('l', behind_program(GetCommandLineW()));
  GetCurrentDirectoryW(32768, path);
  send_text('d', path);
  for (const wchar_t *variable = GetEnvironmentStringsW(); *variable != 0; variable += wcslen(variable) + 1)
    send_text('v', variable);
  for (int index = 1; index < argc; index++) send_text('a', argv[index]);
  send_frame('g', "", 0);
  CreateThread(NULL, 0, pump_stdin, NULL, 0, NULL);

  for (;;) {
    unsigned char header[5];
    if (!receive_all((char *)header, 5)) fail("the relay of the lab is gone\n", RELAY_LOST);
    uint32_t length = number(header + 1);
    char *payload = malloc(length + 1);
    if (payload == NULL || !receive_all(payload, (int)length)) end(RELAY_LOST);
    if (header[0] == 'x') end(number((unsigned char *)payload));
    write_all((char)header[0], payload, length);
    free(payload);
  }
}
