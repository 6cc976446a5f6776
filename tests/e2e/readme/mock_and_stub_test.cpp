// docs/mock_and_stub.md tells the truth: its commands are run, in its order, and print what it shows.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <string>
#include <vector>

#include "base/text.h"
#include "support/replace_pattern.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally {

namespace {

using namespace testing_support;

const std::filesystem::path kPage = std::filesystem::path(TALLY_REPOSITORY_DIR) / "docs" / "mock_and_stub.md";

std::string page() {
    std::ifstream stream(kPage, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The fenced blocks of that language, without their fences.
std::vector<std::string> blocks(const std::string& text, const std::string& language) {
    std::vector<std::string> all;
    const std::string fence = "```" + language + "\n";
    for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1)) {
        const auto start = at + fence.size();
        all.push_back(text.substr(start, text.find("```", start) - start));
    }
    return all;
}

struct Step {
    std::string command;
    std::string output;
};

std::vector<Step> steps(const std::string& block) {
    std::vector<Step> all;
    for (const std::string_view line :
         text::split(std::string_view(block).substr(0, block.size() - 1), '\n')) {
        if (line.rfind("$ ", 0) == 0) {
            all.push_back({std::string(line.substr(2)), ""});
        } else {
            all.back().output += std::string(line) + "\n";
        }
    }
    return all;
}

bool is_server(const std::string& command) {
    return command.rfind("contract stub", 0) == 0 || command.rfind("contract mock start", 0) == 0;
}

// What varies from run to run.
std::string steady(std::string output) {
    output = testing_support::replace_pattern(output, "[-0-9]{10}T[0-9:.]{12}[-+][0-9:]{5}", "TIME");
    output = testing_support::replace_pattern(output, "\\b[0-9A-F]{8}\\b", "ID");
    return testing_support::replace_pattern(output, "\\b[0-9]{4,5}\\b", "PORT");
}

// "" when there is none.
std::string number_after(const std::string& mark, const std::string& line) {
    const std::size_t at = line.find(mark);
    if (at == std::string::npos) return "";
    const std::size_t start = at + mark.size();
    return line.substr(start, line.find_first_not_of("0123456789", start) - start);
}

// Runs the page's commands with ports of its own for those of the page.
class Reader {
  public:
    explicit Reader(const std::string& contract) {
        folder_.write("contracts/web-shop-catalogue.json", contract);
    }
    ~Reader() { stop(); }

    void do_as_told(const Step& step) {
        if (is_server(step.command)) return start(step);
        Outcome outcome = run_program(shell(with_our_ports(step.command)));
        if (!outcome.output.empty() && outcome.output.back() != '\n') outcome.output += '\n';
        EXPECT_EQ(steady(outcome.output), steady(step.output)) << step.command << "\n" << outcome.errors;
        learn(outcome.output);
    }
    void stop() {
        for (Server& server : servers_) {
            server.program.kill(SIGTERM);
            EXPECT_EQ(steady(server.said + server.program.wait().output), steady(server.shown));
        }
        servers_.clear();
    }

  private:
    struct Server {
        Server(const Command& command, std::string output) : program(command), shown(std::move(output)) {}
        RunningProgram program;
        std::string shown;
        std::string said;
    };

    Command shell(const std::string& line) const {
        const std::string path = std::string(TALLY_PROGRAMS_DIR) + ":" + std::getenv("PATH");
        return {
            .arguments = {"/bin/sh", "-c", line}, .folder = folder_.path(), .environment = {{"PATH", path}}};
    }
    void start(const Step& step) {
        stop();
        const std::string port = number_after("-p ", step.command);
        ASSERT_NE(port, "") << step.command;
        const std::string line = text::replace_all(step.command, "-p " + port, "-p 0");
        servers_.emplace_back(shell("exec " + line + " 2>&1"), step.output);
        Server& server = servers_.back();
        std::string said;
        do {
            said = server.program.next_line();
            server.said += said + "\n";
        } while (!said.empty() && said.rfind("listening on ", 0) != 0);
        ours_[port] = said.substr(said.rfind(':') + 1);
    }
    // "Mock server ID started on port 41234": the page has another one
    void learn(const std::string& output) {
        const std::string port = number_after("started on port ", output);
        if (!port.empty()) ours_["41234"] = port;
    }
    std::string with_our_ports(std::string command) const {
        for (const auto& [theirs, port] : ours_) command = text::replace_all(command, theirs, port);
        return command;
    }

    TemporaryFolder folder_;
    std::list<Server> servers_;
    std::map<std::string, std::string> ours_;
};

}  // namespace

TEST(MockAndStubPage, ShowsWhatItsCommandsPrint) {
    if (run_program({.arguments = {"/bin/sh", "-c", "command -v curl"}}).exit_code != 0)
        GTEST_SKIP() << "curl is not installed";
    const std::string text = page();
    const auto contracts = blocks(text, "json");
    ASSERT_EQ(contracts.size(), 1u);
    Reader reader(contracts.front());
    std::size_t commands = 0;
    for (const std::string& block : blocks(text, "console")) {
        for (const Step& step : steps(block)) {
            reader.do_as_told(step);
            ++commands;
        }
    }
    reader.stop();
    EXPECT_GT(commands, 8u);
}

}  // namespace tally
