// Help, versions and wrong usage of the programs, as printed.
#include <gtest/gtest.h>

#include "e2e/verify/run_verify.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

struct Case {
    const char* name;
    std::vector<std::string> arguments;
};

class Usage : public testing::TestWithParam<Case> {};
TEST_P(Usage, IsExplained) {
    TemporaryFolder folder;
    folder.write("a.json", contract_text(product_interaction()));
    const auto outcome = run_in(folder, GetParam().arguments);
    EXPECT_TRUE(matches_golden(std::string(GetParam().name) + ".txt", transcript(outcome, folder)));
}

std::string name_of(const testing::TestParamInfo<Case>& row) {
    std::string name = row.param.name;
    for (char& c : name) {
        if (c == '/') c = '_';
    }
    return name;
}

const std::string kVerify = "contract-verify";

INSTANTIATE_TEST_SUITE_P(
    Rows, Usage,
    testing::ValuesIn(std::vector<Case>{
        {"help/contract_verify", {kVerify, "--help"}},
        {"help/contract", {"contract", "--help"}},
        {"help/contract_publish", {"contract", "publish", "--help"}},
        {"help/contract_explain", {"contract", "explain", "--help"}},
        {"help/contract_generate_uuid", {"contract", "generate-uuid", "--help"}},
        {"help/contract_ruby", {"contract", "ruby", "--help"}},
        {"help/contract_docker", {"contract", "docker", "--help"}},
        {"help/contract_verify_version", {kVerify, "--version"}},
        {"help/contract_version", {"contract", "-V"}},
        {"help/contract_verify_through_contract", {"contract", "verify", "--version"}},
        {"errors/contract_broker_with_a_command_of_the_client", {"contract", "broker", "publish"}},
        {"errors/verify_unknown_option", {kVerify, "a.json", "--provider-uri", "http://x"}},
        {"errors/verify_strange_option", {kVerify, "a.json", "--zzzzzzzzzzzz"}},
        {"errors/verify_option_without_its_file", {kVerify, "a.json", "--sarif"}},
        {"errors/verify_bare_h", {kVerify, "-h"}},
        {"errors/verify_option_twice", {kVerify, "a.json", "-p", "1", "--port=2"}},
        {"errors/verify_option_without_value", {kVerify, "a.json", "--provider-url"}},
        {"errors/verify_no_contracts", {kVerify}},
        {"errors/verify_port", {kVerify, "a.json", "-p", "http"}},
        {"errors/verify_port_too_large", {kVerify, "a.json", "-p", "70000"}},
        {"errors/verify_provider_url", {kVerify, "a.json", "--provider-url", "ftp://x"}},
        {"errors/verify_provider_url_and_port", {kVerify, "a.json", "--provider-url", "http://x", "-p80"}},
        {"errors/verify_transport", {kVerify, "a.json", "--transport", "grpc"}},
        {"errors/verify_transports", {kVerify, "a.json", "--transports", "message"}},
        {"errors/verify_header", {kVerify, "a.json", "-H", "Authorization: Bearer hunter2"}},
        {"errors/verify_header_bytes", {kVerify, "a.json", "-H", "X-A=\xc3\xa4"}},
        {"errors/verify_broker_without_provider", {kVerify, "-b", "http://localhost:9292"}},
        {"errors/verify_publish_without_version",
         {kVerify, "-b", "http://localhost:9292", "-n", "p", "--publish"}},
        {"errors/verify_webhook_without_broker", {kVerify, "--webhook-callback-url", "http://x"}},
        {"errors/verify_two_credentials", {kVerify, "a.json", "--token", "t", "--user", "u"}},
        {"errors/verify_selector",
         {kVerify, "-b", "http://x", "-n", "p", "--consumer-version-selectors", "{mainBranch: true}"}},
        {"errors/verify_tags_and_selectors",
         {kVerify, "-b", "http://x", "-n", "p", "--consumer-version-selectors", "{}",
          "--consumer-version-tags", "a"}},
        {"errors/verify_filter", {kVerify, "a.json", "--filter-description", "("}},
        {"errors/verify_last_failed", {kVerify, "a.json", "--last-failed"}},
        {"errors/verify_log_level", {kVerify, "a.json", "-l", "loud"}},
        {"errors/verify_state_change_url", {kVerify, "a.json", "-s", "/_states"}},
        {"errors/verify_state_command_and_url",
         {kVerify, "a.json", "-s", "http://x/states", "--state-command", "true"}},
        {"errors/verify_output_alone", {kVerify, "a.json", "-o", "json"}},
        {"errors/verify_output_form", {kVerify, "a.json", "--list-states", "-o", "yaml"}},
        {"errors/verify_repeat_zero", {kVerify, "a.json", "--repeat", "0"}},
        {"errors/verify_repeat_negative", {kVerify, "a.json", "--repeat", "-1"}},
        {"errors/verify_repeat_too_often", {kVerify, "a.json", "--repeat", "1001"}},
        {"errors/verify_jobs_zero", {kVerify, "a.json", "--jobs", "0"}},
        {"errors/verify_jobs_too_many", {kVerify, "a.json", "--jobs", "65"}},
        {"errors/verify_seed_alone", {kVerify, "a.json", "--seed", "7"}},
        {"errors/verify_seed_no_number", {kVerify, "a.json", "--shuffle", "--seed", "seven"}},
        {"errors/verify_repeat_until_the_first_failure",
         {kVerify, "a.json", "--repeat", "2", "--exit-on-first-error"}},
        {"errors/verify_timeout", {kVerify, "a.json", "--request-timeout", "0"}},
        {"errors/contract_no_command", {"contract"}},
        {"errors/contract_unknown_command", {"contract", "publsh", "x"}},
        {"errors/contract_unknown_command_with_options", {"contract", "can-i-deploi", "-a", "x"}},
        {"errors/publish_no_files", {"contract", "publish"}},
        {"errors/publish_no_version", {"contract", "publish", "a.json", "-b", "http://x"}},
        {"errors/publish_no_broker", {"contract", "publish", "a.json", "-a", "1"}},
        {"errors/publish_missing_file", {"contract", "publish", "b.json", "-a", "1", "-b", "http://x"}},
        {"errors/publish_unknown_option", {"contract", "publish", "a.json", "--brnch", "x"}},
        {"errors/publish_two_credentials",
         {"contract", "publish", "a.json", "-a", "1", "-b", "http://x", "-k", "t", "-u", "u"}},
        {"errors/publish_header",
         {"contract", "publish", "a.json", "-a", "1", "-b", "http://x", "--custom-header", "X=1"}},
        {"errors/publish_broker_url", {"contract", "publish", "a.json", "-a", "1", "-b", "ftp://x"}},
    }),
    name_of);

TEST(UsageOfOtherVerifiersSwitches, IsAcceptedWithOneNote) {
    TemporaryFolder folder;
    std::filesystem::create_directory(folder / "empty");
    const auto outcome =
        run_in(folder, {kVerify, "empty", "--allow-nothing", "--pretty-log", "--xslt", "x.xsl",
                        "--enable-otel", "--log-level", "debug", "--otel-exporter", "stdout", "--no-color"});
    EXPECT_TRUE(matches_golden("verify/switches_without_effect.txt", transcript(outcome, folder)));
}

}  // namespace
}  // namespace tally::e2e
