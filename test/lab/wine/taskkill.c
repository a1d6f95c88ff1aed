/*
 * taskkill.exe of the lab, with /T, which Wine's own does not have. It ends processes of Wine, whose numbers are those
 * that programs under Wine see; their ends and the texts are as Windows has them.
 */
#include <windows.h>
#include <tlhelp32.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { MAX_PROCESSES = 4096, NOT_FOUND = 128 };

static PROCESSENTRY32W processes[MAX_PROCESSES];
static int count;
static int result;

static void take_snapshot(void) {
  HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  PROCESSENTRY32W entry = {.dwSize = sizeof entry};
  for (BOOL more = Process32FirstW(snapshot, &entry); more && count < MAX_PROCESSES; more = Process32NextW(snapshot, &entry))
    processes[count++] = entry;
  CloseHandle(snapshot);
}

/* Children first, as Windows does: a parent that is told otherwise would have time to start more. */
static void end_process(DWORD pid, DWORD parent, int with_children) {
  if (with_children) {
    for (int index = 0; index < count; index++) {
      DWORD child = processes[index].th32ProcessID;
      if (processes[index].th32ParentProcessID == pid && child != pid) end_process(child, pid, 1);
    }
  }
  HANDLE process = OpenProcess(PROCESS_TERMINATE, FALSE, pid);
  if (process == NULL || !TerminateProcess(process, 1)) {
    fprintf(stderr, "ERROR: The process with PID %lu could not be terminated.\r\nReason: Access is denied.\r\n", pid);
    result = 1;
  } else if (parent != 0) {
    printf("SUCCESS: The process with PID %lu (child process of PID %lu) has been terminated.\r\n", pid, parent);
  } else {
    printf("SUCCESS: The process with PID %lu has been terminated.\r\n", pid);
  }
  if (process != NULL) CloseHandle(process);
}

static void not_found(const wchar_t *what) {
  fprintf(stderr, "ERROR: The process \"%ls\" not found.\r\n", what);
  result = NOT_FOUND;
}

static void end_by_pid(const wchar_t *text, int with_children) {
  DWORD pid = wcstoul(text, NULL, 10);
  for (int index = 0; index < count; index++) {
    if (processes[index].th32ProcessID == pid) {
      end_process(pid, 0, with_children);
      return;
    }
  }
  not_found(text);
}

static void end_by_image(const wchar_t *image, int with_children) {
  int found = 0;
  for (int index = 0; index < count; index++) {
    if (_wcsicmp(processes[index].szExeFile, image) != 0) continue;
    found = 1;
    end_process(processes[index].th32ProcessID, 0, with_children);
  }
  if (!found) not_found(image);
}

int wmain(int argc, wchar_t **argv) {
  const wchar_t *pids[64], *images[64];
  int pid_count = 0, image_count = 0, with_children = 0;
  for (int index = 1; index < argc; index++) {
    const wchar_t *option = argv[index];
    int has_value = index + 1 < argc;
    if (_wcsicmp(option, L"/T") == 0) {
      with_children = 1;
    } else if (_wcsicmp(option, L"/PID") == 0 && has_value && pid_count < 64) {
      pids[pid_count++] = argv[++index];
    } else if (_wcsicmp(option, L"/IM") == 0 && has_value && image_count < 64) {
      images[image_count++] = argv[++index];
    } else if (_wcsicmp(option, L"/F") != 0) {
      fprintf(stderr, "ERROR: Invalid argument/option - '%ls'.\r\nType \"TASKKILL /?\" for usage.\r\n", option);
      return 1;
    }
  }
  take_snapshot();
  for (int index = 0; index < pid_count; index++) end_by_pid(pids[index], with_children);
  for (int index = 0; index < image_count; index++) end_by_image(images[index], with_children);
  return result;
}
