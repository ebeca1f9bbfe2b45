// A split with very many detections in Detect: browse_candidates DATASET DETECTIONS
// Opens both as a user does, opens the gallery of each cause and scrolls through it, and moves every slider.
// Prints a line of JSON with the candidates, the memory, and the times: how long an answer took, and the
// longest time that the window did not take an event meanwhile. million_candidates.py starts it, and knows
// the numbers.
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>

#include "app/gui/main_window.hpp"
#include "app/gui/settings.hpp"
#include "core/compute/compute_settings.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/detect/detect_workspace.hpp"
#include "widgets/detect/errors/cause_list.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/threshold_row.hpp"

using namespace priorscope;

namespace {

constexpr qint64 kLongest_ms = 600'000;

/// Megabytes: "VmRSS", what this process holds; "VmHWM", the most that it ever held.
int megabytes(const char* what) {
    QFile file(QStringLiteral("/proc/self/status"));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (line.startsWith(what)) {
                return line.mid(line.indexOf(':') + 1).simplified().split(' ').first().toInt() / 1024;
            }
        }
    }
    return -1;
}

/// What a user waits for, and how long the window was deaf.
struct Answer {
    bool came = false;
    qint64 answered_ms = 0;
    qint64 deaf_ms = 0;

    QJsonObject json() const {
        return {{QStringLiteral("answered_ms"), answered_ms}, {QStringLiteral("deaf_ms"), deaf_ms}};
    }
    void add(const Answer& other) {
        came = came && other.came;
        answered_ms = std::max(answered_ms, other.answered_ms);
        deaf_ms = std::max(deaf_ms, other.deaf_ms);
    }
};

/// Runs the event loop until something holds.
Answer after(const std::function<void()>& act, const std::function<bool()>& holds) {
    QEventLoop loop;
    QElapsedTimer clock;
    clock.start();
    act();
    Answer answer{.deaf_ms = clock.elapsed()};
    qint64 last = clock.elapsed();
    QTimer pulse;
    QObject::connect(&pulse, &QTimer::timeout, &loop, [&] {
        const qint64 now = clock.elapsed();
        answer.deaf_ms = std::max(answer.deaf_ms, now - last);
        last = now;
        answer.came = holds();
        if (answer.came || now > kLongest_ms) {
            loop.quit();
        }
    });
    pulse.start(1);
    loop.exec();
    answer.answered_ms = clock.elapsed();
    return answer;
}

class Browsing {
  public:
    Browsing(MainWindow& window, DetectWorkspace& detect) : m_window(window), m_detect(detect) {}

    /// @return whether everything answered
    bool run(const QString& dataset, const QString& detections) {
        note("dataset", after([&] { m_window.openFolder(dataset); },
                              [&] { return m_window.workbench().dataset() != nullptr; }));
        const auto& workspaces = m_window.workspaces();
        m_window.showWorkspace(static_cast<int>(std::find(workspaces.begin(), workspaces.end(), &m_detect) -
                                                workspaces.begin()));
        note("detections", after([&] { m_detect.openSaved(detections); }, [&] { return isSettled(); }));
        if (!m_has_answered) {
            return false;
        }
        const auto& split = *m_detect.scores()->counted()->split;
        const auto& candidates = split.detections.candidates;
        m_told[QStringLiteral("candidates")] = static_cast<qint64>(candidates.candidateCount());
        m_told[QStringLiteral("candidates_in_memory_mb")] =
            static_cast<qint64>(candidates.bytesInMemory() >> 20);
        m_told[QStringLiteral("candidates_on_disk_mb")] = static_cast<qint64>(candidates.bytesOnDisk() >> 20);
        m_told[QStringLiteral("memory_opened_mb")] = megabytes("VmRSS:");
        scrollGalleries();
        moveSliders();
        m_told[QStringLiteral("memory_mb")] = megabytes("VmRSS:");
        m_told[QStringLiteral("memory_most_mb")] = megabytes("VmHWM:");
        return m_has_answered;
    }

    QByteArray told() const { return QJsonDocument(m_told).toJson(QJsonDocument::Compact); }

  private:
    bool isSettled() const {
        const LiveScores& live = *m_detect.scores();
        return live.counted() && live.counted()->at == live.thresholds() && live.curves() != nullptr &&
               live.costs() != nullptr && m_detect.isSettled() && !m_detect.errors()->isRunning();
    }
    /// Counts follow the sliders first.
    bool isCounted() const {
        const LiveScores& live = *m_detect.scores();
        return live.counted() && live.counted()->at == live.thresholds();
    }

    void note(const char* what, const Answer& answer) {
        m_told[QLatin1String(what)] = answer.json();
        m_has_answered = m_has_answered && answer.came;
    }

    void scrollGalleries() {
        Answer opened{.came = true};
        Answer scrolled{.came = true};
        qint64 rows = 0;
        ErrorBrowser& browser = *m_detect.errors();
        for (const Cause& cause : kCauseList) {
            opened.add(after([&] { browser.show(filterOf(cause)); }, [&] { return isSettled(); }));
            QScrollBar& bar = *browser.gallery()->verticalScrollBar();
            rows += browser.gallery()->model()->rowCount();
            for (int i = 0; i <= kScrolls; ++i) {
                const int at = bar.minimum() + (bar.maximum() - bar.minimum()) * i / kScrolls;
                scrolled.add(after([&] { bar.setValue(at); }, [&] { return bar.value() == at; }));
            }
        }
        browser.show(std::nullopt);
        m_told[QStringLiteral("gallery_rows")] = rows;
        note("gallery", opened);
        note("scroll", scrolled);
    }

    /// Scores that the file has none of, so that what is counted does not depend on rounding.
    void moveSliders() {
        const ThresholdRow& row = *m_detect.thresholds();
        QJsonObject counted;
        Answer score{.came = true};
        for (const int percent : {0, 20, 50, 80, 95, 30}) {
            score.add(after([&] { row.score()->spinBox()->setValue(percent / 100.0); },
                            [&] { return isCounted(); }));
            const auto& found = m_detect.scores()->counted()->counts.total.detections;
            counted[QString::number(percent)] =
                static_cast<qint64>(std::accumulate(found.begin(), found.end(), std::int64_t{0}));
        }
        m_told[QStringLiteral("counted")] = counted;
        note("score", score);
        note("nms", moved(row.nms(), {0.3, 0.7, 0.45}));
        note("match_iou", moved(row.match(), {0.6, 0.75, 0.5}));
        note("top_k", moved(row.topK(), {50, 5, 100}));
        note("settled", after([] {}, [&] { return isSettled(); }));
    }

    Answer moved(LabeledSlider* slider, std::initializer_list<double> values) {
        Answer worst{.came = true};
        for (const double value : values) {
            worst.add(after([&] { slider->spinBox()->setValue(value); }, [&] { return isCounted(); }));
        }
        return worst;
    }

    static constexpr int kScrolls = 40;

    MainWindow& m_window;
    DetectWorkspace& m_detect;
    QJsonObject m_told;
    bool m_has_answered = true;
};

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc != 3) {
        std::fprintf(stderr, "usage: browse_candidates DATASET DETECTIONS\n");
        return 2;
    }
    configureCompute();
    const QTemporaryDir scratch;
    Settings settings(scratch.filePath(QStringLiteral("s.ini")));
    settings.setValue(Settings::kProject, scratch.filePath(QStringLiteral("project.sqlite")));
    ThemeManager themes(ThemeChoice::dark);
    MainWindow window(settings, themes);
    DetectWorkspace* detect = nullptr;
    for (Workspace* workspace : window.workspaces()) {
        detect = detect != nullptr ? detect : qobject_cast<DetectWorkspace*>(workspace);
    }
    window.resize(1280, 800);
    window.show();
    Browsing browsing(window, *detect);
    const bool has_answered = browsing.run(QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]));
    std::printf("%s\n", browsing.told().constData());
    return has_answered ? 0 : 1;
}
