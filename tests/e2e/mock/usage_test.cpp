// Help, errors and logs of `contract mock` and `contract stub`, as printed.
#include <gtest/gtest.h>
#include <signal.h>


#include "base/text.h"
#include "e2e/mock/notes.h"
#include "e2e/mock/session.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"
#include "support/replace_pattern.h"
#include "support/reserved_port.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

struct Case {
    const char* name;
    std::vector<std::string> arguments;  // "CLOSED" is a port where nobody listens
};

class MockAndStubUsage : public testing::TestWithParam<Case> {};
TEST_P(MockAndStubUsage, IsExplained) {
    TemporaryFolder folder;
    folder.write("a.json", contract_text(product_interaction()));
    folder.write("broken.json", "{\n  \"consumer\": ");
    const ClosedPort closed;
    const std::string port = closed.url().substr(closed.url().rfind(':') + 1);
    std::vector<std::string> arguments = {"contract"};
    for (const std::string& argument : GetParam().arguments)
        arguments.push_back(text::replace_all(argument, "CLOSED", port));
    const std::string text = text::replace_all(transcript(run_in(folder, arguments), folder), port, "PORT");
    EXPECT_TRUE(matches_golden(std::string(GetParam().name) + ".txt",
                               text::replace_all(text, TALLY_VERSION, "VERSION")));
}

const std::vector<std::string> kNobody = {"-h", "127.0.0.1", "-p", "CLOSED"};
std::vector<std::string> asking_nobody(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), kNobody.begin(), kNobody.end());
    return arguments;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MockAndStubUsage,
    testing::ValuesIn(std::vector<Case>{
        {"help/contract_mock", {"mock", "--help"}},
        {"help/contract_mock_start", {"mock", "start", "--help"}},
        {"help/contract_mock_create", {"mock", "create", "--help"}},
        {"help/contract_mock_list", {"mock", "list", "--help"}},
        {"help/contract_mock_verify", {"mock", "verify", "--help"}},
        {"help/contract_mock_shutdown", {"mock", "shutdown", "--help"}},
        {"help/contract_mock_shutdown_master", {"mock", "shutdown-master", "--help"}},
        {"help/contract_mock_version", {"mock", "-v"}},
        {"help/contract_stub", {"stub", "--help"}},
        {"help/contract_stub_version", {"stub", "-v"}},
        {"errors/mock_no_command", {"mock"}},
        {"errors/mock_unknown_command", {"mock", "strat"}},
        {"errors/mock_unknown_option", {"mock", "create", "-f", "a.json", "--specificaton", "V3"}},
        {"errors/mock_bare_h", {"mock", "list", "-h"}},
        {"errors/mock_port", {"mock", "list", "-p", "http"}},
        {"errors/mock_log_level", {"mock", "list", "-l", "inf"}},
        {"errors/mock_create_no_file", {"mock", "create"}},
        {"errors/mock_create_missing_file", {"mock", "create", "-f", "b.json"}},
        {"errors/mock_create_broken_file", {"mock", "create", "-f", "broken.json"}},
        {"errors/mock_create_no_master", asking_nobody({"mock", "create", "-f", "a.json"})},
        {"errors/mock_list_no_master", asking_nobody({"mock", "list"})},
        {"errors/mock_verify_no_master", asking_nobody({"mock", "verify", "-m", "1"})},
        {"errors/mock_verify_what", {"mock", "verify"}},
        {"errors/mock_verify_both", {"mock", "verify", "-m", "1", "-i", "0AB1C2D3"}},
        {"errors/mock_verify_id", {"mock", "verify", "-i", "nope"}},
        {"errors/mock_shutdown_no_master", asking_nobody({"mock", "shutdown", "-i", "0AB1C2D3"})},
        {"errors/mock_shutdown_master_no_key", {"mock", "shutdown-master"}},
        {"errors/mock_shutdown_master_no_master", asking_nobody({"mock", "shutdown-master", "-k", "a"})},
        {"errors/mock_start_port_taken", {"mock", "start", "-h", "127.0.0.1", "-p", "CLOSED"}},
        {"errors/mock_start_host", {"mock", "start", "-h", "192.0.2.1", "-p", "0"}},
        {"errors/stub_no_source", {"stub"}},
        {"errors/stub_missing_file", {"stub", "-f", "b.json"}},
        {"errors/stub_broken_file", {"stub", "-f", "a.json", "-f", "broken.json"}},
        {"errors/stub_missing_folder", {"stub", "-d", "contracts"}},
        {"errors/stub_url", {"stub", "-u", "http://127.0.0.1:CLOSED/a.json", "--retries", "0"}},
        {"errors/stub_broker", {"stub", "-b", "http://127.0.0.1:CLOSED", "--retries", "0"}},
        {"errors/stub_port", {"stub", "-f", "a.json", "-p", "70000"}},
        {"errors/stub_port_taken", {"stub", "-f", "a.json", "-p", "CLOSED", "-l", "none"}},
        {"errors/stub_pattern", {"stub", "-f", "a.json", "-s", "("}},
        {"errors/stub_provider_pattern", {"stub", "-b", "http://x", "--provider-name", "("}},
        {"errors/stub_names_without_a_broker", {"stub", "-f", "a.json", "--provider-name", "catalogue"}},
        {"errors/stub_two_credentials", {"stub", "-f", "a.json", "--user", "a:b", "-t", "c"}},
        {"errors/stub_log_level", {"stub", "-f", "a.json", "-l", "loud"}},
        {"errors/stub_unknown_option", {"stub", "-f", "a.json", "--crs"}},
    }),
    [](const auto& row) { return text::replace_all(row.param.name, "/", "_"); });

// Logs without their times, ids and ports.
std::string steady_log(std::string log, const TemporaryFolder& folder) {
    log = steady(std::move(log), folder);
    log = testing_support::replace_pattern(log, "[-0-9]{10}T[0-9:.]{12}[-+][0-9:]{5}", "TIME");
    return testing_support::replace_pattern(log, "\\b[0-9A-F]{8}\\b", "ID");
}

http::Request get(const std::string& target) {
    return {"GET", target, {{"Accept", "application/json"}}, {}, {}};
}

class Served : public testing::Test {
  protected:
    Served() { folder_.write("contracts/a.json", contract_text(product_interaction())); }
    Command command(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "contract");
        return {.arguments = std::move(arguments), .folder = folder_.path()};
    }
    // What the server said until it was terminated.
    std::string log_of(RunningProgram& program) {
        program.kill(SIGTERM);
        const Outcome outcome = program.wait();
        EXPECT_EQ(outcome.exit_code, 0);
        return steady_log(outcome.errors, folder_);
    }
    // Until the stub answers so; it looks every now and then.
    int status_after_change(const std::string& url, const std::string& target, int wanted) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        int status = 0;
        while (status != wanted && std::chrono::steady_clock::now() < until)
            status = send(url, get(target)).status;
        return status;
    }
    TemporaryFolder folder_;
};

}  // namespace

TEST_F(Served, AStubSaysWhatItServesAndWhyItMissed) {
    RunningProgram stub(command({"stub", "-d", "contracts", "--enable-otel"}));
    const std::string url = listening_url(stub);
    EXPECT_EQ(send(url, get("/products/11")).status, 200);
    EXPECT_EQ(send(url, get("/product/11")).status, 404);
    EXPECT_EQ(send(url, {"GET", "/products/11", {{"Accept", "text/html"}}, {}, {}}).status, 404);
    EXPECT_TRUE(matches_golden("mock/stub_log.txt", log_of(stub)));
}

TEST_F(Served, AStubAnswersAlthoughNobodyReadsWhatItSays) {
    RunningProgram stub(command({"stub", "-d", "contracts"}));
    const std::string url = listening_url(stub);
    const std::string target = "/" + std::string(400, 'x');
    for (int i = 0; i < 300; ++i) ASSERT_EQ(send(url, get(target)).status, 404);
}

TEST_F(Served, AStubIsSilentWhenAskedTo) {
    RunningProgram stub(command({"stub", "-d", "contracts", "--loglevel", "none"}));
    const std::string url = listening_url(stub);
    EXPECT_EQ(send(url, get("/product/11")).status, 404);
    EXPECT_EQ(log_of(stub), "");
}

TEST_F(Served, AStubThatWatchesLoadsChangedContracts) {
    RunningProgram stub(command({"stub", "-d", "contracts", "--watch", "-l", "warn"}));
    const std::string url = listening_url(stub);
    EXPECT_EQ(send(url, get("/products/11")).status, 200);
    const std::string changed =
        text::replace_all(contract_text(product_interaction()), "/products/11", "/lamps/11");
    folder_.write("contracts/a.json", changed);
    EXPECT_EQ(status_after_change(url, "/lamps/11", 200), 200);
    EXPECT_EQ(send(url, get("/products/11")).status, 404);
    folder_.write("contracts/below/b.json", contract_text(product_interaction(), "till"));
    EXPECT_EQ(status_after_change(url, "/products/11", 200), 200);
    EXPECT_EQ(send(url, get("/lamps/11")).status, 200);
}

TEST_F(Served, AStubThatWatchesKeepsWhatItHasWhenAFileBreaks) {
    RunningProgram stub(command({"stub", "-d", "contracts", "--watch", "-l", "warn"}));
    const std::string url = listening_url(stub);
    folder_.write("contracts/broken.json", "{");
    folder_.write("contracts/b.json",
                  text::replace_all(contract_text(product_interaction()), "/products/11", "/lamps/11"));
    // The broken file holds up the other one until it is mended
    std::filesystem::rename(folder_ / "contracts/broken.json", folder_ / "contracts/broken.txt");
    EXPECT_EQ(status_after_change(url, "/lamps/11", 200), 200);
    EXPECT_EQ(send(url, get("/products/11")).status, 200);
}

TEST_F(Served, AMasterServerSaysWhatItStartsAndEveryMiss) {
    const ReservedPort reserved;
    const std::string port = reserved.text();
    RunningProgram master(command({"mock", "start", "-p", port, "-o", "written"}));
    const std::string url = listening_url(master);
    EXPECT_EQ(url, "http://127.0.0.1:" + port);
    const std::string key_line = master.next_line();
    EXPECT_EQ(testing_support::replace_pattern(key_line, "'[A-Za-z0-9]{20}'", "'KEY'"), "Server key: 'KEY'");

    const auto created = run_program(command({"mock", "create", "-f", "contracts/a.json", "-p", port}));
    const std::string mock_port = created.output.substr(created.output.rfind(' ') + 1);
    const std::string mock = "http://127.0.0.1:" + std::string(text::trim(mock_port));
    EXPECT_EQ(send(mock, get("/products/12")).status, 500);
    EXPECT_EQ(send(mock, {"DELETE", "/products/11", {}, {}, {}}).status, 500);
    EXPECT_EQ(run_program(command({"mock", "verify", "-p", port, "-m", std::string(text::trim(mock_port))}))
                  .exit_code,
              2);
    EXPECT_TRUE(matches_golden("mock/master_log.txt", log_of(master)));
}

TEST_F(Served, AMasterServerThatListensToEverybodyWarns) {
    RunningProgram master(command({"mock", "start", "-p", "0", "-h", "0.0.0.0"}));
    listening_url(master);
    EXPECT_NE(log_of(master).find("everyone who reaches the port"), std::string::npos);
}

TEST_F(Served, MockServersTakePortsFromTheBaseOn) {
    const ReservedPort reserved;
    const std::string port = reserved.text();
    const ReservedPort first;
    const int base = first.number();
    RunningProgram master(command({"mock", "start", "-p", port, "--base-port", std::to_string(base)}));
    listening_url(master);
    std::vector<int> ports;
    for (int i = 0; i < 2; ++i) {
        const auto created = run_program(command({"mock", "create", "-f", "contracts/a.json", "-p", port}));
        ASSERT_EQ(created.exit_code, 0) << created.errors;
        ports.push_back(std::stoi(created.output.substr(created.output.rfind(' ') + 1)));
    }
    EXPECT_GE(ports[0], base);
    EXPECT_GT(ports[1], ports[0]);
    EXPECT_LT(ports[1], base + 200);
}

TEST_F(Served, OptionsOfTheMasterServerMayComeBeforeTheCommand) {
    const ReservedPort reserved;
    const std::string port = reserved.text();
    RunningProgram master(command({"mock", "-p", port, "start", "--server-key", "sesame"}));
    listening_url(master);
    EXPECT_EQ(master.next_line(), "Server key: 'sesame'");
    EXPECT_EQ(run_program(command({"mock", "-p", port, "list"})).exit_code, 0);
    const auto ended =
        run_program(command({"mock", "-p", port, "shutdown-master", "-k", "sesame", "--period", "1"}));
    EXPECT_EQ(ended.exit_code, 0) << ended.errors;
    EXPECT_EQ(master.wait().exit_code, 0);
}

TEST_F(Served, AMockServerMaySpeakTls) {
    const ReservedPort reserved;
    const std::string port = reserved.text();
    RunningProgram master(command({"mock", "start", "-p", port}));
    listening_url(master);
    const auto created =
        run_program(command({"mock", "create", "-f", "contracts/a.json", "-p", port, "--tls"}));
    const std::string mock_port(text::trim(created.output.substr(created.output.rfind(' ') + 1)));
    EXPECT_EQ(send("https://127.0.0.1:" + mock_port, get("/products/11")).status, 200);
}

}  // namespace tally::e2e
