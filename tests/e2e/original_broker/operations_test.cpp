// Operations with right and wrong input over all routes get the same answer from both brokers:
// the scripts in `operations`.
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "e2e/original_broker/both_brokers.h"
#include "e2e/original_broker/known_differences.h"

namespace tally::e2e {

namespace {

class OriginalBroker : public BothBrokers {
  protected:
    // METHOD [(REMARK)] TARGET [Header:value]... [BODY] [=> NAME PLACE]; "crawl [TARGET]", "settle TARGET",
    // "sweep"
    void run_line(std::string line) {
        std::string name, place;
        if (const auto at = line.find(" => "); at != std::string::npos) {
            std::istringstream(line.substr(at + 4)) >> name >> place;
            line.resize(at);
        }
        std::istringstream stream(line);
        std::string method, target, remark;
        stream >> method >> target;
        if (method == "crawl") return crawl(target.empty() ? "/" : target);
        if (method == "settle") return settle(target);
        if (method == "sweep") return sweep();
        if (target.front() == '(') {
            if (target.back() != ')') {
                std::getline(stream, remark, ')');
                remark += ")";
            }
            remark = target + remark + " ";
            stream >> target;
        }
        auto sent = request(method, target);
        std::string body;
        std::getline(stream >> std::ws, body);
        while (!body.empty() && body.front() >= 'A' && body.front() <= 'Z') {
            const auto word = body.substr(0, body.find(' '));
            const auto colon = word.find(':');
            const auto value = word.substr(colon + 1);
            if (value == "-") {
                sent.headers.remove(word.substr(0, colon));
            } else {
                sent.headers.set(word.substr(0, colon), value);
            }
            body.erase(0, word.size() + 1);
        }
        sent.body = body;
        send(std::move(sent), remark);
        if (!name.empty()) remember(name, place);
    }

    void run_script(const std::string& file) {
        const auto folder = std::string(TALLY_REPOSITORY_DIR) + "/tests/e2e/original_broker/operations/";
        std::ifstream script(file.front() == '/' ? file : folder + file);
        for (std::string line; std::getline(script, line);) {
            if (line.empty() || line.front() == '#') continue;
            SCOPED_TRACE(line);
            run_line(line);
        }
    }
};

TEST_F(OriginalBroker, AnswersEveryOperationAsOursDoes) {
    const auto* other = std::getenv("TALLY_OPERATIONS");
    if (other != nullptr) return run_script(other);
    for (const auto* script : {"journey", "applications", "contracts", "results", "environments", "matrix",
                               "work_in_progress", "webhooks", "refusals", "overview"}) {
        run_script(script + std::string(".txt"));
    }
    EXPECT_EQ(never_asked(), "") << "no operation is answered there";
    for (const auto& known : known_differences()) {
        EXPECT_EQ(known_rows().count(std::string(known.row)), 1u) << "no operation shows: " << known.row;
    }
}

}  // namespace

}  // namespace tally::e2e
