// Tells every program that is dynamically linked a time of day that is BEHIND seconds in the past. The functions take
// the place of libc's of the same names; without libc and its headers it suits any Linux.
typedef long time_type;
struct seconds_and_rest {
  time_type seconds;
  long rest;
};
enum { realtime = 0, realtime_coarse = 5, tai = 11, utc = 1 };

static long kernel_clock(long clock, struct seconds_and_rest *time) {
#if defined(__x86_64__)
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(228L), "D"(clock), "S"(time) : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long number __asm__("x8") = 113;
  register long first __asm__("x0") = clock;
  register void *second __asm__("x1") = time;
  __asm__ volatile("svc 0" : "+r"(first) : "r"(number), "r"(second) : "memory");
  return first;
#else
#error "no system call for this processor"
#endif
}

int *__errno_location(void);

int clock_gettime(int clock, struct seconds_and_rest *time) {
  long result = kernel_clock(clock, time);
  if (result < 0) {
    *__errno_location() = (int)-result;
    return -1;
  }
  if (clock == realtime || clock == realtime_coarse || clock == tai) time->seconds -= BEHIND;
  return 0;
}

int gettimeofday(struct seconds_and_rest *time, void *zone) {
  (void)zone; // nobody has used it since 4.3BSD
  if (time == 0) return 0;
  clock_gettime(realtime, time);
  time->rest /= 1000;
  return 0;
}

time_type time(time_type *also) {
  struct seconds_and_rest now;
  clock_gettime(realtime, &now);
  if (also != 0) *also = now.seconds;
  return now.seconds;
}

int timespec_get(struct seconds_and_rest *time, int base) {
  if (base != utc) return 0;
  clock_gettime(realtime, time);
  return base;
}
