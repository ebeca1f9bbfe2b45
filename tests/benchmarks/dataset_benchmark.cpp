// Times what the Dataset workspace does with a large dataset: opening it, filters, plots, marks, and
// scrolling through its grid and list.
//
// usage: dataset_benchmark FOLDER CACHE ROUNDS
//
// CACHE is a folder for the index: without one for this dataset, reading is timed as well ("cold"). Prints
// JSON: seconds of processor time for reading, seconds of wall time for opening from the index, milliseconds
// of wall time for the rest (medians and maxima), and bytes. The window is drawn off screen.
#include <QApplication>
#include <QScrollBar>
#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/dataset/distributions.hpp"
#include "core/dataset/filter_text.hpp"
#include "core/formats/index/dataset_index.hpp"
#include "tests/benchmarks/benchmark_main.hpp"
#include "tests/benchmarks/processor_time.hpp"
#include "widgets/dataset/image_grid.hpp"
#include "widgets/dataset/image_rows.hpp"
#include "widgets/session/workbench.hpp"

using namespace priorscope;

namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

Json summary(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return {{"median_ms", times[times.size() / 2]}, {"most_ms", times.back()}};
}

template <class Work>
Json timed(int rounds, const Work& work) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto start = Clock::now();
        work(i);
        times.push_back(millisecondsSince(start));
    }
    return summary(std::move(times));
}

/// Scrolls by a third of a row, as a wheel does, and draws.
template <class View>
Json scrolled(View& view, int rounds) {
    view.resize(900, 500);
    view.show();
    QApplication::processEvents();
    QScrollBar& bar = *view.verticalScrollBar();
    const int middle = bar.maximum() / 2;
    return timed(rounds, [&](int i) {
        bar.setValue(middle + i * bar.singleStep());
        view.viewport()->repaint();
    });
}

Json measure(const std::vector<std::string>& arguments) {
    const std::string& folder = arguments[0];
    const IndexCache cache{.folder = arguments[1]};
    const int rounds = std::stoi(arguments[2]);
    Json result;
    std::optional<OpenedDataset> opened;
    const double cold = secondsOf([&] { opened = openDataset(folder, {}, cache); });
    if (!opened->is_from_index) {
        result["cold_cpu_s"] = cold;
        opened.reset();
    }
    const auto start = Clock::now();
    opened = openDataset(folder, {}, cache);
    result["open_s"] = millisecondsSince(start) / 1000.0;
    result["from_index"] = opened->is_from_index;
    const auto unchecked_start = Clock::now();
    IndexCache unchecked = cache;
    unchecked.most_checked = 0;
    opened = openDataset(folder, {}, unchecked);
    result["open_then_check_s"] = millisecondsSince(unchecked_start) / 1000.0;
    const auto dataset = std::make_shared<const Dataset>(std::move(opened->dataset));
    result["images"] = dataset->images.size();
    result["objects"] = dataset->images.objects().size();
    result["bytes_beside_names"] = dataset->images.bytes();
    result["bytes_of_names"] = dataset->images.nameBytes();

    ImageMarks marks;
    marks["tag=a"].resize(dataset->images.size());
    for (std::size_t i = 0; i < dataset->images.size(); i += 3) {
        marks["tag=a"][i] = true;
    }
    const std::vector<std::size_t> all = dataset->splitIndices("");
    for (const char* text : {"objects>=5", "width<32", "overlap>0.3", "class=class03 aspect=0.5..2", "tag=a",
                             "9", "classes>=3 -truncated"}) {
        const ImageFilter filter = filterFromText(text, dataset->classes);
        result["filters"][text] = timed(rounds, [&](int) { filterImages(*dataset, "", filter, marks); });
    }
    const ImageFilter filter = filterFromText("objects>=5", dataset->classes);
    const std::vector<std::size_t> shown = filterImages(*dataset, "", filter);
    result["plots"] = timed(rounds, [&](int) {
        distributionsOf(*dataset, {Distribution::sizes, Distribution::places, Distribution::objects}, {all},
                        {shown, &filter});
    });
    result["class_counts"] = timed(rounds, [&](int) { countShownObjects(*dataset, all, filter); });
    Workbench workbench;
    result["show"] = timed(1, [&](int) { workbench.setDataset(dataset); });
    ImageGrid grid(workbench, Theme::day());
    result["scroll_grid"] = scrolled(grid, std::max(rounds, 100));
    ImageTableView table(workbench);
    result["scroll_list"] = scrolled(table, std::max(rounds, 100));
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    return runBenchmark(argc, argv, "dataset_benchmark FOLDER CACHE ROUNDS",
                        [](const std::vector<std::string>& arguments) { return measure(arguments).dump(1); });
}
