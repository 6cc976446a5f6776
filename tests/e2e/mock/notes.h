// How the sessions note what they see.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "http/message.h"
#include "support/run_program.h"

namespace tally::e2e {

// The kinds of everything in a document, names sorted and in lower case: "{id: String, port: Integer}".
std::string shape_of(const json::Value& value);

class Notes {
  public:
    void heading(const std::string& text) { text_ += (text_.empty() ? "" : "\n") + text + "\n"; }
    // The exit code, and the line of stdout that has `part` with digits and ids replaced; without the
    // requests that some lines end with.
    void command(const std::string& what, const testing_support::Outcome& outcome,
                 const std::string& part = {});
    // The exit code, and only that it said `part`: the words around it are not the same for every tool.
    void said(const std::string& what, const testing_support::Outcome& outcome, const std::string& part);
    // The status, headers of these names, and the shape of a JSON body (else its text).
    void response(const std::string& what, const http::Response& response,
                  const std::vector<std::string>& headers = {});
    void line(const std::string& text) { text_ += "  " + text + "\n"; }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

// Sends until it is answered at all; servers that are starting get 20 seconds.
http::Response send_when_up(const std::string& url, const http::Request& request);
http::Response send(const std::string& url, const http::Request& request);

}  // namespace tally::e2e
