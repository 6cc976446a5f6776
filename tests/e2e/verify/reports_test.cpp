// Reports in files, reruns of what failed, and reruns as reports advise them.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "http/server.h"
#include "support/sarif_shape.h"
#include "support/tap_grammar.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

// Two interactions; the provider answers the second wrongly.
class Reports : public testing::Test {
  protected:
    Reports() {
        folder_.write("contracts/a.json",
                      contract_text(product_interaction() + ",\n    " +
                                    text::replace_all(product_interaction(), "p11", "p12")));
        provider_ =
            std::move(http::start_server({}, [this](const http::Request&) {
                          const bool good = calls_++ % 2 == 0;
                          return http::Response{200,
                                                {{"Content-Type", "application/json"}},
                                                good ? R"({"id":11,"name":"lamp","price":19.99})" : "{}"};
                      }).value());
    }

    Outcome verify(std::vector<std::string> more) {
        std::vector<std::string> arguments = {"contract-verify", "contracts", "--provider-url",
                                              provider_->url()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_in(folder_, arguments);
    }

    TemporaryFolder folder_;
    std::atomic<int> calls_ = 0;
    std::unique_ptr<http::Server> provider_;
};

TEST_F(Reports, AreWrittenWhereAsked) {
    EXPECT_EQ(verify({"--json", "out/report.json", "--junit", "out/report.xml", "--html", "out/report.html",
                      "--sarif", "out/report.sarif", "--tap", "out/report.tap"})
                  .exit_code,
              1);
    const auto report = json::parse(folder_.read("out/report.json"));
    ASSERT_TRUE(report);
    EXPECT_EQ(*report->find("result")->boolean(), false);
    EXPECT_EQ(report->find("tally")->find("exitCode")->integer(), 1);
    EXPECT_EQ(report->find("interactionResults")->array()->size(), 2u);
    EXPECT_NE(folder_.read("out/report.xml").find("<testsuites"), std::string::npos);
    EXPECT_EQ(folder_.read("out/report.html").rfind("<!DOCTYPE html>", 0), 0u);
    const std::string sarif = folder_.read("out/report.sarif");
    EXPECT_EQ(problems_of_sarif(sarif), "");
    EXPECT_NE(sarif.find("\"uri\": \"contracts/a.json\""), std::string::npos) << sarif;
    const auto tap = read_tap(folder_.read("out/report.tap"));
    EXPECT_EQ(tap.problems, "");
    ASSERT_EQ(tap.points.size(), 2u);
    EXPECT_TRUE(tap.points[0].good);
    EXPECT_FALSE(tap.points[1].good);
}

// What the provider sends cannot give orders to GitHub: between the two lines it takes none.
TEST_F(Reports, AnnotateAWorkflowThatTheProviderCannotWriteTo) {
    const auto provider =
        http::start_server({}, [](const http::Request&) {
            return http::Response{
                404, {{"Content-Type", "text/plain"}}, "::error title=x::planted\n::stop-commands::x\n"};
        }).value();
    const auto outcome = run_in(folder_, {"contract-verify", "contracts", "--provider-url", provider->url(),
                                          "--github", "--only", "p11"});
    EXPECT_EQ(outcome.exit_code, 1);
    const auto lines = text::split(outcome.output, '\n');
    const std::string stop = "::stop-commands::";
    ASSERT_EQ(lines[0].substr(0, stop.size()), stop) << outcome.output;
    const std::string word(lines[0].substr(stop.size()));
    EXPECT_GT(word.size(), 20u);
    const auto resumed = outcome.output.find("\n::" + word + "::\n");
    ASSERT_NE(resumed, std::string::npos) << outcome.output;
    EXPECT_LT(outcome.output.find("::error title=x::planted"), resumed);
    const std::string annotations = outcome.output.substr(resumed + word.size() + 6);
    EXPECT_EQ(annotations.rfind("::error file=contracts/a.json,line=5,title=V0101 FAILED ", 0), 0u)
        << annotations;
    EXPECT_EQ(std::count(annotations.begin(), annotations.end(), '\n'), 1) << annotations;
    EXPECT_EQ(annotations.find("--github"), std::string::npos) << annotations;
}

TEST_F(Reports, ThatCannotBeWrittenMakeTheRunFail) {
    for (const char* option : {"--json", "--junit", "--html", "--sarif", "--tap"}) {
        calls_ = 0;
        const auto outcome = verify({"--only", "p11", option, "contracts"});
        EXPECT_EQ(outcome.exit_code, 3) << option;
        EXPECT_EQ(outcome.errors.rfind("error: contracts: ", 0), 0u) << outcome.errors;
    }
}

rusage usage_of_children() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return usage;
}

double seconds_of_children() {
    const rusage usage = usage_of_children();
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// 10,000 elements with every member wrong, in all reports at once.
TEST_F(Reports, OfVeryManyDifferencesCostLittle) {
    std::string list;
    for (int i = 0; i < 10000; ++i) {
        list += i == 0 ? "[" : ",";
        list += R"({"id":"x","nome":7,"price":"19.99"})";
    }
    list += "]";
    const auto provider = http::start_server({}, [list](const http::Request&) {
                              return http::Response{200, {{"Content-Type", "application/json"}}, list};
                          }).value();
    folder_.write("list.json", contract_text(R"({ "type": "Synchronous/HTTP", "description": "all products",
      "request": { "method": "GET", "path": "/products" }, "response": { "status": 200,
        "body": { "contentType": "application/json", "encoded": false,
          "content": [ { "id": 11, "name": "lamp", "price": 19.99 } ] },
        "matchingRules": { "body": { "$": { "matchers": [ { "match": "type", "min": 1 } ] },
          "$[*].id": { "matchers": [ { "match": "integer" } ] },
          "$[*].price": { "matchers": [ { "match": "decimal" } ] } } } } })"));
    const double before = seconds_of_children();
    const long largest_before = usage_of_children().ru_maxrss;
    const auto outcome = run_in(
        folder_, {"contract-verify", "list.json", "--provider-url", provider->url(), "--json", "r.json",
                  "--junit", "r.xml", "--html", "r.html", "--sarif", "r.sarif", "--tap", "r.tap"});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_LT(seconds_of_children() - before, 1.0);
    constexpr long most = 128L * 1024;  // KB
    // Of a larger one before, in the same process, this one cannot be told.
    if (largest_before < most) {
        EXPECT_LT(usage_of_children().ru_maxrss, most);
    }
    EXPECT_NE(outcome.output.find("and 29900 further differences in the body, only counted"),
              std::string::npos)
        << outcome.output;
    EXPECT_NE(outcome.output.find("3 causes, 30000 differences, 1 consumer"), std::string::npos)
        << outcome.output;
}

TEST_F(Reports, ShowNoSecretsOfBodies) {
    const auto provider =
        http::start_server({}, [](const http::Request& request) {
            const bool good = request.body.find("swordfish") != std::string::npos;
            return http::Response{good ? 200 : 400,
                                  {{"Content-Type", "application/json"}},
                                  R"({"id":"x","token":"hunter2","user":{"password":"hunter2"}})"};
        }).value();
    folder_.write("secrets.json", contract_text(R"({ "type": "Synchronous/HTTP", "description": "a log-in",
      "request": { "method": "POST", "path": "/", "body": { "contentType": "application/json",
        "content": { "name": "me", "password": "swordfish" } } },
      "response": { "status": 200, "body": { "contentType": "application/json",
        "content": { "id": 1, "token": "swordfish", "user": { "password": "swordfish" } } } } })"));
    const auto outcome =
        run_in(folder_, {"contract-verify", "secrets.json", "--provider-url", provider->url(), "--json",
                         "r.json", "--junit", "r.xml", "--html", "r.html"});
    EXPECT_EQ(outcome.exit_code, 1) << outcome.output;
    EXPECT_NE(outcome.output.find("$.token"), std::string::npos) << outcome.output;
    const std::string shown = outcome.output + outcome.errors + folder_.read("r.json") +
                              folder_.read("r.xml") + folder_.read("r.html");
    EXPECT_EQ(shown.find("hunter2"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("swordfish"), std::string::npos) << shown;
    EXPECT_NE(folder_.read("r.json").find(R"({\"name\":\"me\",\"password\":\"***\"})"), std::string::npos);
}

TEST_F(Reports, LetWhatFailedRunAgain) {
    EXPECT_EQ(verify({"--json", "report.json"}).exit_code, 1);
    EXPECT_EQ(calls_, 2);
    const auto again = verify({"--json", "report.json", "--last-failed"});
    EXPECT_EQ(calls_, 3);
    EXPECT_EQ(again.exit_code, 0) << again.output;
    EXPECT_NE(again.output.find("1 passed, 1 left out"), std::string::npos) << again.output;
}

TEST_F(Reports, NameACommandThatRepeatsTheFailure) {
    const auto outcome = verify({});
    const auto start = outcome.output.find("  rerun     ");
    ASSERT_NE(start, std::string::npos) << outcome.output;
    const auto end = outcome.output.find('\n', start);
    const std::string command = outcome.output.substr(start + 12, end - start - 12);
    std::vector<std::string> arguments;
    for (const auto piece : text::split(command, ' ')) arguments.emplace_back(piece);
    calls_ = 1;
    const auto again = run_in(folder_, arguments);
    EXPECT_EQ(again.exit_code, 1);
    EXPECT_EQ(calls_, 2) << command;
}

TEST_F(Reports, EndAtTheFirstFailureWhenAsked) {
    calls_ = 1;
    const auto outcome = verify({"--exit-on-first-error"});
    EXPECT_EQ(calls_, 2);
    EXPECT_NE(outcome.output.find("ended at the first failure"), std::string::npos) << outcome.output;
}

}  // namespace
}  // namespace tally::e2e
