#include "bench/measure.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tally::bench {

Cost measure(const std::vector<std::string>& command) {
    std::vector<std::string> copies = command;
    std::vector<char*> arguments;
    for (auto& argument : copies) arguments.push_back(argument.data());
    arguments.push_back(nullptr);

    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("fork failed");
    if (child == 0) {
        const int nowhere = open("/dev/null", O_RDWR);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    const auto wall = std::chrono::steady_clock::now() - start;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127) throw std::runtime_error("cannot run " + command[0]);

    const auto milliseconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000;
    };
    return {std::chrono::duration<double, std::milli>(wall).count(),
            milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
            static_cast<double>(usage.ru_maxrss) / 1024,
            WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
}

Cost median_cost(const std::vector<std::string>& command, int runs) {
    std::vector<Cost> all;
    for (int i = 0; i < runs; ++i) all.push_back(measure(command));
    const auto median = [&](double Cost::*figure) {
        std::vector<double> values;
        for (const auto& cost : all) values.push_back(cost.*figure);
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    };
    return {median(&Cost::wall_ms), median(&Cost::cpu_ms), median(&Cost::peak_mb), all.back().exit_code};
}

double cpu_ms_of(int process_id) {
    std::ifstream file("/proc/" + std::to_string(process_id) + "/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string field;
    double ticks = 0;
    for (int i = 3; fields >> field; ++i) {
        if (i == 14 || i == 15) ticks += std::stod(field);  // utime, stime
    }
    return ticks * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

namespace {

double kilobytes_as_mb(int process_id, const std::string& field) {
    std::ifstream file("/proc/" + std::to_string(process_id) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind(field, 0) == 0) return std::stod(line.substr(field.size())) / 1024;
    }
    return 0;
}

}  // namespace

double memory_mb_of(int process_id) {
    return kilobytes_as_mb(process_id, "VmRSS:");
}

double peak_mb_of(int process_id) {
    return kilobytes_as_mb(process_id, "VmHWM:");
}

std::string fixed(double number, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, number);
    return text;
}

}  // namespace tally::bench
