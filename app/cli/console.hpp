// Output of the commands: documents and tables to standard output, progress and notes to standard
// error.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "core/base/progress.hpp"

namespace priorscope::cli {

/// Keeps keys in insertion order.
using Json = nlohmann::ordered_json;

/// A number, or null if there is none.
Json jsonOrNull(const std::optional<double>& value);

/// "12.3" with a fixed number of decimals; what rounds to zero has no sign; "–" if there is none.
std::string fixed(double value, int decimals);
std::string fixed(const std::optional<double>& value, int decimals);
/// "+0.012", "-0.012", "0.000"
std::string signedFixed(double value, int decimals);

/// "1:05", "2:00:03"
std::string duration(double seconds);

/// Columns of text: the first is left-aligned, the others right-aligned.
class Table {
  public:
    explicit Table(std::vector<std::string> header) : m_rows{std::move(header)} {}
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    void print(std::ostream& out) const;

  private:
    std::vector<std::vector<std::string>> m_rows;
};

/// One line with done, total and time left. On a terminal it is rewritten a few times a second;
/// otherwise a new line is printed now and then.
class ProgressLine {
  public:
    ProgressLine(std::ostream& err, bool live, std::string title);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// @param note  shown after the figures, for example the loss
    void update(const Progress& progress, const std::string& note = {});
    /// Ends the line, so that other output can follow.
    void finish();

  private:
    using Clock = std::chrono::steady_clock;
    std::string textOf(const Progress& progress, const std::string& note, double elapsed_s) const;

    std::ostream& m_err;
    bool m_live;
    std::string m_title;
    Clock::time_point m_started = Clock::now();
    std::optional<Clock::time_point> m_shown;
    std::int64_t m_first = -1;  ///< done at the first update: a resumed run does not start at 0
    bool m_open = false;        ///< a rewritten line has not been ended yet
};

class Console {
  public:
    Console(std::ostream& out, std::ostream& err, bool live, bool json)
        : m_out(out), m_err(err), m_live(live), m_json(json) {}

    bool json() const { return m_json; }
    /// Prints only the document if JSON was requested. @return whether it was
    bool printJson(const Json& document);
    /// For text output; check json() first.
    std::ostream& text() { return m_out; }
    /// A line on standard error.
    void note(const std::string& line);
    ProgressLine progress(const std::string& title) { return {m_err, m_live, title}; }

  private:
    std::ostream& m_out;
    std::ostream& m_err;
    bool m_live;
    bool m_json;
};

}  // namespace priorscope::cli
