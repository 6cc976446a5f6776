// What running a program costs: wall time, CPU time and peak memory of that program alone.
#pragma once

#include <string>
#include <vector>

namespace tally::bench {

struct Cost {
    double wall_ms = 0;
    double cpu_ms = 0;
    double peak_mb = 0;
    int exit_code = 0;
};

// Output is thrown away. Throws when the program cannot be started.
Cost measure(const std::vector<std::string>& command);

// Each figure's median over `runs`.
Cost median_cost(const std::vector<std::string>& command, int runs);

// CPU milliseconds that a running process has used so far, with its threads.
double cpu_ms_of(int process_id);
// Its resident memory now, and its peak.
double memory_mb_of(int process_id);
double peak_mb_of(int process_id);

// "3.14" of 3.14159 with two digits.
std::string fixed(double number, int digits);

}  // namespace tally::bench
