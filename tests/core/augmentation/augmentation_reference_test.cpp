// The set "ssd" against the tutorial's own code over the same images (reference/augmentation_voc2007.json).
//
// Each of our seeds repeats the whole experiment: every image in every epoch, boxes of one image together.
// The tutorial's figures are one such repetition. For each of its figures, ours of all seeds have a mean and
// a standard deviation; the figure must lie within four of them, which of some 170 independent figures one
// would miss in a hundred such tests, and within a rounding. Seeds of the pixels: PRIORSCOPE_SEEDS, 12 by
// default.
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>

#include "core/augmentation/sample_maker.hpp"
#include "core/base/parallel.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;

namespace {

constexpr double kDeviations = 4.0;
constexpr int kBoxSeeds = 100;
constexpr int kEpochs = 6;
const SampleInput kInput{.size = 300, .resize = ResizeMode::stretch, .fill = {124, 116, 104}};

/// Values by the reference's names: "boxes/width".
using Values = std::map<QString, std::vector<double>>;
/// Figures of them: "boxes/width/q25".
using Figures = std::map<QString, double>;

/// numpy's default: linear between the two nearest.
double quantile(const std::vector<double>& sorted, double q) {
    const double at = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

void addFigures(const Values& values, Figures& figures) {
    for (const auto& [name, given] : values) {
        std::vector<double> sorted = given;
        std::sort(sorted.begin(), sorted.end());
        const auto n = static_cast<double>(sorted.size());
        const double mean = std::accumulate(sorted.begin(), sorted.end(), 0.0) / n;
        double squares = 0.0;
        for (const double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        figures[name + "/n"] = n;
        figures[name + "/mean"] = mean;
        figures[name + "/sd"] = std::sqrt(squares / n);
        for (const auto& [key, q] : {std::pair{"q05", 0.05},
                                     {"q10", 0.10},
                                     {"q25", 0.25},
                                     {"q50", 0.50},
                                     {"q75", 0.75},
                                     {"q90", 0.90},
                                     {"q95", 0.95}}) {
            figures[name + "/" + key] = quantile(sorted, q);
        }
    }
}

void addBoxes(const std::vector<AugmentedObject>& objects, std::size_t before, Values& values) {
    values["objects_kept_per_image"].push_back(static_cast<double>(objects.size()));
    values["objects_kept_share"].push_back(static_cast<double>(objects.size()) / static_cast<double>(before));
    for (const AugmentedObject& object : objects) {
        const double width = static_cast<double>(object.box.width());
        const double height = static_cast<double>(object.box.height());
        values["boxes/sqrt_area"].push_back(std::sqrt(width * height));
        values["boxes/width"].push_back(width);
        values["boxes/height"].push_back(height);
        values["boxes/log2_aspect"].push_back(std::log2(width / height));
        values["boxes/centre_x"].push_back(static_cast<double>(object.box.x_min) + width / 2);
        values["boxes/centre_y"].push_back(static_cast<double>(object.box.y_min) + height / 2);
    }
}

void addPixels(const Image& image, Values& values) {
    static constexpr const char* kChannels[] = {"r", "g", "b"};
    static constexpr double kMean[] = {0.485, 0.456, 0.406};
    const std::size_t pixels = image.rgb.size() / 3;
    std::size_t filler = 0;
    for (std::size_t i = 0; i < pixels; ++i) {
        bool is_filler = true;
        for (std::size_t c = 0; c < 3; ++c) {
            is_filler = is_filler && std::abs(image.rgb[3 * i + c] / 255.0 - kMean[c]) <= 0.004;
        }
        filler += is_filler ? 1 : 0;
    }
    values["pixels/share_of_filler"].push_back(static_cast<double>(filler) / static_cast<double>(pixels));
    for (std::size_t c = 0; c < 3; ++c) {
        double sum = 0.0;
        double squares = 0.0;
        for (std::size_t i = 0; i < pixels; ++i) {
            const double value = image.rgb[3 * i + c] / 255.0;
            sum += value;
            squares += value * value;
        }
        const double mean = sum / static_cast<double>(pixels);
        const double variance = squares / static_cast<double>(pixels) - mean * mean;
        values[QStringLiteral("pixels/mean_") + kChannels[c]].push_back(mean);
        values[QStringLiteral("pixels/std_") + kChannels[c]].push_back(std::sqrt(std::max(0.0, variance)));
    }
}

/// The tutorial's figures under the same names.
Figures referenceFigures(const QJsonObject& object, const QString& prefix = {}) {
    Figures figures;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString name = prefix.isEmpty() ? it.key() : prefix + "/" + it.key();
        if (it->isObject()) {
            figures.merge(referenceFigures(it->toObject(), name));
        } else if (it->isDouble() && !prefix.isEmpty()) {
            figures[name] = it->toDouble();
        }
    }
    return figures;
}

}  // namespace

class TestAugmentationReference : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        PRIORSCOPE_REAL_DATA(data, "");
        QFile file(data / "reference/augmentation_voc2007.json");
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_reference = referenceFigures(QJsonDocument::fromJson(file.readAll()).object());
        Dataset dataset = readVocDataset(data / "VOCdevkit/VOC2007").value();
        for (std::size_t i = 0; i < dataset.images.size(); ++i) {
            ImageRecord record = dataset.images[i].copy();
            if (!record.image_exists) {
                continue;
            }
            m_images.push_back(i);
            for (Annotation& object : record.objects) {  // the tutorial's boxes end a pixel earlier
                object.box.x_max = static_cast<float>((object.voc.xmax - 1.0) / record.width);
                object.box.y_max = static_cast<float>((object.voc.ymax - 1.0) / record.height);
            }
            dataset.images.replace(i, record);
        }
        QCOMPARE(m_images.size(), std::size_t{765});
        m_dataset = std::make_shared<const Dataset>(std::move(dataset));
    }

    void boxes() {
        const DatasetSamples samples(*m_dataset, m_images, true);
        std::vector<Figures> of_seeds(kBoxSeeds);
        parallelChunks(of_seeds.size(), {.chunk = 1}, {}, {}, [&](std::size_t begin, std::size_t, int) {
            Values values;
            for (int epoch = 0; epoch < kEpochs; ++epoch) {
                for (std::size_t place = 0; place < m_images.size(); ++place) {
                    const AugmentationPlan plan(
                        {.set = "ssd"},
                        {.seed = begin, .epoch = static_cast<std::uint64_t>(epoch), .place = place}, kInput,
                        samples);
                    addBoxes(plan.boxes(), plan.objectsBefore(), values);
                }
            }
            addFigures(values, of_seeds[begin]);
        });
        compare(of_seeds);
    }

    void pixels() {
        const int seeds = qEnvironmentVariableIsSet("PRIORSCOPE_SEEDS")
                              ? qEnvironmentVariableIntValue("PRIORSCOPE_SEEDS")
                              : 12;
        const SampleMaker maker(m_dataset, m_images, true, {.set = "ssd"}, kInput);
        std::vector<Figures> of_seeds(static_cast<std::size_t>(seeds));
        parallelChunks(of_seeds.size(), {.chunk = 1}, {}, {}, [&](std::size_t begin, std::size_t, int) {
            Values values;
            for (int epoch = 0; epoch < kEpochs; ++epoch) {
                for (std::size_t place = 0; place < m_images.size(); ++place) {
                    addPixels(
                        maker
                            .sample(
                                {.seed = begin, .epoch = static_cast<std::uint64_t>(epoch), .place = place})
                            .pixels,
                        values);
                }
            }
            addFigures(values, of_seeds[begin]);
        });
        compare(of_seeds);
    }

  private:
    void compare(const std::vector<Figures>& of_seeds) {
        const auto n = static_cast<double>(of_seeds.size());
        int compared = 0;
        double worst = 0.0;
        QString worst_name;
        for (const auto& [name, first] : of_seeds.front()) {
            QVERIFY2(m_reference.contains(name), qPrintable(name));
            double mean = 0.0;
            for (const Figures& figures : of_seeds) {
                mean += figures.at(name) / n;
            }
            double squares = 0.0;
            for (const Figures& figures : of_seeds) {
                squares += (figures.at(name) - mean) * (figures.at(name) - mean);
            }
            // Of one more repetition around a mean that is itself known to its standard error only.
            const double deviation = std::sqrt(squares / (n - 1.0)) * std::sqrt(1.0 + 1.0 / n);
            // Figures are rounded to five decimals, and the tutorial's crops to whole pixels.
            constexpr double kRounding = 1e-4;
            const double away = std::abs(m_reference.at(name) - mean);
            const double in_deviations = std::max(0.0, away - kRounding) / std::max(deviation, 1e-9);
            if (in_deviations > worst) {
                worst = in_deviations;
                worst_name = name;
            }
            ++compared;
            if (qEnvironmentVariableIsSet("PRIORSCOPE_SHOW")) {
                qInfo("%-36s tutorial %9.5f ours %9.5f ± %8.5f: %5.2f", qPrintable(name),
                      m_reference.at(name), mean, deviation, in_deviations);
            }
        }
        qInfo("%d figures over %zu seeds; the farthest, %s, is %.2f deviations away", compared,
              of_seeds.size(), qPrintable(worst_name), worst);
        QVERIFY2(worst <= kDeviations, qPrintable(worst_name));
    }

    Figures m_reference;
    std::vector<std::size_t> m_images;
    std::shared_ptr<const Dataset> m_dataset;
};

QTEST_APPLESS_MAIN(TestAugmentationReference)
#include "augmentation_reference_test.moc"
