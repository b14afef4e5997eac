// librdkafka in C as a reference: arguments name=value, one line of JSON at the end (see bench/clients/job.ts). Record by
// record with delivery reports; 5 ms of linger, none for single sends; up to 100,000 records buffered.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include "rdkafka.h"

#define KEYS 10000

static int argument_count;
static char **arguments;
static long acknowledged = 0;
static char *values;
static long value_count, value_bytes;
static char (*keys)[17];

static void fail(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  exit(1);
}

static const char *given(const char *name) {
  size_t length = strlen(name);
  for (int i = 1; i < argument_count; i++)
    if (strncmp(arguments[i], name, length) == 0 && arguments[i][length] == '=') return arguments[i] + length + 1;
  fail("missing argument", name);
  return NULL;
}

static int mode_is(const char *mode) { return strcmp(given("mode"), mode) == 0; }

static double cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static double now_ms(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int memory(const char *field) {
  char line[256];
  int kib = 0;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status))
    if (strncmp(line, field, strlen(field)) == 0) kib = atoi(line + strlen(field) + 1);
  if (status) fclose(status);
  return kib / 1024;
}

static void report(double cpu_micros, double rate, long sent, const char *extra) {
  printf("{\"cpuMicros\":%.4f,\"rate\":%.0f,\"peakMiB\":%d,\"rssMiB\":%d,\"sent\":%ld%s}\n", cpu_micros, rate,
         memory("VmHWM"), memory("VmRSS"), sent, extra);
  fflush(stdout);
}

static void delivered(rd_kafka_t *client, const rd_kafka_message_t *message, void *opaque) {
  if (message->err) fail("delivery", rd_kafka_err2str(message->err));
  acknowledged++;
}

static void set(rd_kafka_conf_t *conf, const char *name, const char *value) {
  char why[512];
  if (rd_kafka_conf_set(conf, name, value, why, sizeof why) != RD_KAFKA_CONF_OK) fail(name, why);
}

static rd_kafka_t *make_client(void) {
  char why[512];
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  set(conf, "bootstrap.servers", given("bootstrap"));
  set(conf, "enable.idempotence", "true");
  set(conf, "linger.ms", mode_is("single") || mode_is("start") ? "0" : "5");
  set(conf, "compression.codec", given("codec"));
  set(conf, "partitioner", "murmur2_random");
  if (mode_is("buffered")) set(conf, "queue.buffering.max.messages", "1000000");
  rd_kafka_conf_set_dr_msg_cb(conf, delivered);
  rd_kafka_t *client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why, sizeof why);
  if (!client) fail("client", why);
  return client;
}

static void load(void) {
  value_bytes = atol(given("bytes"));
  FILE *file = fopen(given("values"), "rb");
  if (!file) fail("values", "no file");
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  values = malloc(size);
  if (fread(values, 1, size, file) != (size_t)size) fail("values", "short");
  fclose(file);
  value_count = size / value_bytes;
  if (strcmp(given("keys"), "1") != 0) return;
  keys = malloc(KEYS * sizeof *keys);
  for (int i = 0; i < KEYS; i++) snprintf(keys[i], sizeof *keys, "key-%012d", i);
}

static void give(rd_kafka_t *client, rd_kafka_topic_t *topic, long i) {
  while (rd_kafka_produce(topic, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY, values + i % value_count * value_bytes,
                          value_bytes, keys ? keys[i % KEYS] : NULL, keys ? 16 : 0, NULL) != 0) {
    if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL) fail("produce", rd_kafka_err2str(rd_kafka_last_error()));
    rd_kafka_poll(client, 10);
  }
}

static void wait_for(rd_kafka_t *client, long count) {
  while (acknowledged < count) rd_kafka_poll(client, 100);
}

static int rising(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return left < right ? -1 : left > right;
}

static void singles(rd_kafka_t *client, rd_kafka_topic_t *topic, long count, char *extra) {
  double *taken = malloc(count * sizeof *taken);
  for (long i = 0; i < count; i++) {
    double from = now_ms(CLOCK_MONOTONIC);
    give(client, topic, i);
    wait_for(client, i + 2);
    taken[i] = now_ms(CLOCK_MONOTONIC) - from;
  }
  qsort(taken, count, sizeof *taken, rising);
  sprintf(extra, ",\"p50\":%.4f,\"p99\":%.4f", taken[count / 2], taken[count * 99 / 100]);
}

int main(int count_of_arguments, char **all) {
  argument_count = count_of_arguments;
  arguments = all;
  long count = atol(given("count"));
  load();
  rd_kafka_t *client = make_client();
  rd_kafka_topic_t *topic = rd_kafka_topic_new(client, given("topic"), NULL);
  char extra[128] = "";
  if (mode_is("buffered")) {
    for (long i = 0; i < count; i++) give(client, topic, i);
    usleep(1500000);
    report(0, 0, 0, "");
    _exit(0);
  }
  give(client, topic, 0);
  wait_for(client, 1);
  if (mode_is("start")) {
    sprintf(extra, ",\"firstAckAt\":%.3f", now_ms(CLOCK_REALTIME));
    report(cpu(), 0, 1, extra);
    _exit(0);
  }
  double used = cpu(), started = now_ms(CLOCK_MONOTONIC);
  if (mode_is("idle")) {
    double end = started + atof(given("seconds")) * 1e3;
    while (now_ms(CLOCK_MONOTONIC) < end) rd_kafka_poll(client, 1000);
    count = 0;
  } else if (mode_is("single")) {
    singles(client, topic, count, extra);
  } else {
    for (long i = 0; i < count; i++) {
      give(client, topic, i);
      if (i % 1000 == 0) rd_kafka_poll(client, 0);
    }
    wait_for(client, count + 1);
  }
  used = cpu() - used;
  double seconds = (now_ms(CLOCK_MONOTONIC) - started) / 1e3;
  report(used / (count ? count : seconds), count / seconds, count + 1, extra);
  rd_kafka_topic_destroy(topic);
  rd_kafka_destroy(client);
  return 0;
}
