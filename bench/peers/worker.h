/*
 * A peer as a process that stays alive. Arguments: file of sites, file of the sampler (see bench/peer-files.ts), draws.
 * Commands, one a line: `run SITES kernel|full` answers with seconds of processor time; `stats FILE` writes the statistics of the last
 * full run; `values SITE FILE` writes the outputs of one site, draw by draw.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "site.h"

/* Each peer defines these. */
static void setup(const char *sampler, long draws);
static void simulate(const Site *site, long draws, double *const out[OUTPUTS]);
static void summarise(const double *values, long draws, double stats[STATISTICS]);

static void *room(size_t bytes) {
  void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (!p) exit(1);
  return p;
}

static void *read_file(const char *path, long *bytes) {
  FILE *f = fopen(path, "rb");
  if (!f) exit(1);
  fseek(f, 0, SEEK_END);
  *bytes = ftell(f);
  rewind(f);
  void *p = room(*bytes);
  if (fread(p, 1, *bytes, f) != (size_t)*bytes) exit(1);
  fclose(f);
  return p;
}

static void write_file(const char *path, const void *p, size_t bytes) {
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(p, 1, bytes, f) != bytes) exit(1);
  fclose(f);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 4) return 1;
  long bytes, draws = atol(argv[3]);
  const Site *sites = read_file(argv[1], &bytes);
  long count = bytes / sizeof(Site);
  setup(argv[2], draws);
  double *values = room(OUTPUTS * draws * 8), *out[OUTPUTS];
  for (int o = 0; o < OUTPUTS; o++) out[o] = values + o * draws;
  double(*stats)[OUTPUTS][STATISTICS] = room(count * sizeof *stats);
  char line[4096], word[4096];
  while (fgets(line, sizeof line, stdin)) {
    long n;
    if (sscanf(line, "run %ld %s", &n, word) == 2) {
      int full = !strcmp(word, "full");
      double start = now();
      for (long i = 0; i < n && i < count; i++) {
        simulate(&sites[i], draws, out);
        for (int o = 0; full && o < OUTPUTS; o++) summarise(out[o], draws, stats[i][o]);
      }
      printf("%.9f\n", now() - start);
    } else if (sscanf(line, "values %ld %[^\n]", &n, word) == 2) {
      simulate(&sites[n], draws, out);
      write_file(word, values, OUTPUTS * draws * 8);
      puts("0");
    } else if (sscanf(line, "stats %[^\n]", word) == 1) {
      write_file(word, stats, count * sizeof *stats);
      puts("0");
    }
    fflush(stdout);
  }
  return 0;
}
