#include "widgets/training/runs/run_sizes_dialog.hpp"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/error.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/single_click.hpp"
#include "widgets/components/text.hpp"
#include "widgets/theme/theme.hpp"
#include "widgets/training/run_paths.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 760;
constexpr int kHeight = 520;
constexpr int kMostProblems = 3;
constexpr std::int64_t kLarge = 1 << 20;
enum Column { kWhat, kSize, kFiles };
constexpr int kRunRole = Qt::UserRole;       ///< index of the run
constexpr int kPartRole = Qt::UserRole + 1;  ///< index of the part; none: it is no part

QString partText(const RunPart& part) {
    const QString name = textOf(part.files.front().filename());
    switch (part.kind) {
        case RunPart::Kind::last:
            return RunSizesDialog::tr("Last checkpoint");
        case RunPart::Kind::best:
            return RunSizesDialog::tr("Best checkpoint");
        case RunPart::Kind::epoch:
            return RunSizesDialog::tr("Snapshot %1").arg(name);
        case RunPart::Kind::other:
            return RunSizesDialog::tr("Other checkpoint, %1").arg(name);
        case RunPart::Kind::evaluation:
            return RunSizesDialog::tr("Pictures of evaluations");
        case RunPart::Kind::events:
            return RunSizesDialog::tr("Log for TensorBoard");
        case RunPart::Kind::leftover:
            return RunSizesDialog::tr("Left by a killed process, %1").arg(name);
    }
    return {};
}

/// What is lost with it.
QString lossText(const RunPart& part) {
    if (!part.may_go) {
        return RunSizesDialog::tr("The run is in progress and needs it");
    }
    switch (part.kind) {
        case RunPart::Kind::last:
            return RunSizesDialog::tr("Without it the run cannot go on, nor be trained longer");
        case RunPart::Kind::best:
            return RunSizesDialog::tr("Without it the run's best weights are gone");
        case RunPart::Kind::epoch:
        case RunPart::Kind::other:
            return RunSizesDialog::tr("Weights of that moment; the run goes on without them");
        case RunPart::Kind::evaluation:
            return RunSizesDialog::tr(
                "What each evaluation found in the validation images that Train shows; the figures stay");
        case RunPart::Kind::events:
            return RunSizesDialog::tr("Only TensorBoard reads it; the curves here stay");
        case RunPart::Kind::leftover:
            return RunSizesDialog::tr("Nothing reads it");
    }
    return {};
}

bool isSnapshot(const RunPart& part) {
    return part.kind == RunPart::Kind::epoch || part.kind == RunPart::Kind::other ||
           part.kind == RunPart::Kind::leftover;
}

}  // namespace

QString diskText(std::int64_t bytes) {
    return QLocale().formattedDataSize(bytes, bytes < kLarge ? 0 : 1);
}

RunSizesDialog::RunSizesDialog(std::vector<std::filesystem::path> runs, JobList& jobs, QWidget* parent)
    : QDialog(parent), m_runs(std::move(runs)), m_runner(&jobs) {
    build();
    connect(&m_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_is_deleting = false;
        m_banner->showFailure(failure);
        refresh();
    });
    read();
}

void RunSizesDialog::build() {
    setWindowTitle(tr("Sizes and clean-up"));
    resize(kWidth, kHeight);
    m_banner = new ErrorBanner(this);
    buildTree();
    m_total = new QLabel(tr("Reading the sizes…"), this);
    m_note = new QLabel(this);
    for (QLabel* label : {m_total, m_note}) {
        label->setProperty("role", "second");
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    column->addWidget(m_banner);
    column->addWidget(m_total);
    column->addWidget(m_tree, 1);
    column->addWidget(m_note);
    column->addWidget(buildButtons());
    refresh();
}

void RunSizesDialog::buildTree() {
    m_tree = new QTreeWidget(this);
    m_tree->setColumnCount(3);
    m_tree->setHeaderLabels({tr("Run"), tr("On disk"), tr("Files")});
    m_tree->headerItem()->setTextAlignment(kSize, Qt::AlignRight | Qt::AlignVCenter);
    m_tree->headerItem()->setTextAlignment(kFiles, Qt::AlignRight | Qt::AlignVCenter);
    m_tree->setAccessibleName(tr("Runs and what takes their space"));
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    auto* figures = new FigureDelegate(m_tree);
    m_tree->setItemDelegateForColumn(kSize, figures);
    m_tree->setItemDelegateForColumn(kFiles, figures);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(kWhat, QHeaderView::Stretch);
    m_tree->header()->resizeSection(kSize, 120);
    m_tree->header()->resizeSection(kFiles, 80);
    connect(m_tree, &QTreeWidget::itemChanged, this, &RunSizesDialog::refresh);
}

QWidget* RunSizesDialog::buildButtons() {
    auto* box = new QDialogButtonBox(this);
    m_snapshots = box->addButton(tr("Choose &snapshots"), QDialogButtonBox::ActionRole);
    m_snapshots->setToolTip(
        tr("Every checkpoint but best and last, and what killed processes left, of every run (Alt+S)"));
    m_nothing = box->addButton(tr("Choose &nothing"), QDialogButtonBox::ActionRole);
    m_nothing->setToolTip(tr("Keep everything (Alt+N)"));
    m_delete = box->addButton(tr("&Delete…"), QDialogButtonBox::ActionRole);
    m_delete->setToolTip(tr("Delete what is chosen for good, after a question (Alt+D)"));
    QPushButton* close = box->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setToolTip(tr("Close; what is being deleted stops after the present file (Escape)"));
    for (QPushButton* button : {m_snapshots, m_nothing, m_delete}) {
        button->setAutoDefault(false);
        ignoreSecondClick(button);
    }
    connect(m_snapshots, &QPushButton::clicked, this, [this] { choose(true); });
    connect(m_nothing, &QPushButton::clicked, this, [this] { choose(false); });
    connect(m_delete, &QPushButton::clicked, this, &RunSizesDialog::ask);
    connect(box, &QDialogButtonBox::rejected, this, &RunSizesDialog::reject);
    return box;
}

QString RunSizesDialog::note() const {
    return m_note->text();
}

void RunSizesDialog::read() {
    m_runner.start(
        tr("Reading the sizes of runs"),
        [runs = m_runs](const std::stop_token& stop,
                        const ProgressFn& progress) -> std::optional<std::vector<Usage>> {
            std::vector<Usage> usages;
            for (const std::filesystem::path& run : runs) {
                usages.push_back({run, runSize(run, stop), runParts(run, stop)});
                if (stop.stop_requested()) {
                    return std::nullopt;
                }
                progress({static_cast<std::int64_t>(usages.size()), static_cast<std::int64_t>(runs.size()),
                          "runs"});
            }
            std::ranges::stable_sort(usages, std::greater<>(),
                                     [](const Usage& usage) { return usage.size.total(); });
            return usages;
        },
        [this](std::vector<Usage> usages) { show(std::move(usages)); });
}

void RunSizesDialog::show(std::vector<Usage> usages) {
    m_usages = std::move(usages);
    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    std::int64_t total = 0;
    for (std::size_t run = 0; run < m_usages.size(); ++run) {
        addRun(run);
        total += m_usages[run].size.total();
    }
    for (int row = 0; row < m_tree->topLevelItemCount(); ++row) {
        const auto index = static_cast<std::size_t>(row);
        m_tree->topLevelItem(row)->setExpanded(m_usages[index].run == m_runs.front());
        if (m_usages[index].run == m_runs.front()) {
            m_tree->setCurrentItem(m_tree->topLevelItem(row));
        }
    }
    m_total->setText(tr("Runs: %1, together %2 on disk.")
                         .arg(countText(static_cast<std::int64_t>(m_usages.size())), diskText(total)));
    refresh();
}

void RunSizesDialog::addRun(std::size_t index) {
    const Usage& usage = m_usages[index];
    const auto add = [](QTreeWidgetItem* item, const QString& what, std::int64_t bytes, std::int64_t files) {
        item->setText(kWhat, what);
        item->setSizeHint(kWhat, QSize(0, Metrics::kRow));
        item->setText(kSize, diskText(bytes));
        item->setText(kFiles, countText(files));
        item->setTextAlignment(kSize, Qt::AlignRight | Qt::AlignVCenter);
        item->setTextAlignment(kFiles, Qt::AlignRight | Qt::AlignVCenter);
    };
    auto* run = new QTreeWidgetItem(m_tree);
    add(run, textOf(usage.run.filename()), usage.size.total(), usage.size.files);
    run->setToolTip(
        kWhat, tr("%1\ncheckpoints %2, pictures of evaluations %3, log for TensorBoard %4, other %5")
                   .arg(textOf(usage.run), diskText(usage.size.checkpoints), diskText(usage.size.evaluations),
                        diskText(usage.size.events), diskText(usage.size.other)));
    std::int64_t rest = usage.size.total();
    std::int64_t rest_files = usage.size.files;
    for (std::size_t part = 0; part < usage.parts.size(); ++part) {
        const RunPart& each = usage.parts[part];
        auto* item = new QTreeWidgetItem(run);
        add(item, partText(each), each.bytes, static_cast<std::int64_t>(each.files.size()));
        item->setToolTip(kWhat, lossText(each));
        item->setCheckState(kWhat, Qt::Unchecked);
        item->setData(kWhat, kRunRole, QVariant::fromValue(index));
        item->setData(kWhat, kPartRole, QVariant::fromValue(part));
        item->setDisabled(!each.may_go);
        rest -= each.bytes;
        rest_files -= static_cast<std::int64_t>(each.files.size());
    }
    auto* kept = new QTreeWidgetItem(run);
    add(kept, tr("Options, curves and other files"), rest, rest_files);
    kept->setToolTip(kWhat, tr("These are the run: they stay until it goes to the trash"));
}

void RunSizesDialog::choose(bool snapshots) {
    {
        const QSignalBlocker quiet(m_tree);
        for (int row = 0; row < m_tree->topLevelItemCount(); ++row) {
            QTreeWidgetItem* run = m_tree->topLevelItem(row);
            const std::vector<RunPart>& parts = m_usages[static_cast<std::size_t>(row)].parts;
            for (std::size_t part = 0; part < parts.size(); ++part) {
                const bool is_chosen = snapshots && parts[part].may_go && isSnapshot(parts[part]);
                run->child(static_cast<int>(part))
                    ->setCheckState(kWhat, is_chosen ? Qt::Checked : Qt::Unchecked);
                run->setExpanded(run->isExpanded() || is_chosen);
            }
        }
    }
    m_tree->viewport()->update();
    refresh();
}

RunSizesDialog::Chosen RunSizesDialog::chosen() const {
    Chosen chosen;
    for (int row = 0; row < m_tree->topLevelItemCount(); ++row) {
        const Usage& usage = m_usages[static_cast<std::size_t>(row)];
        std::vector<std::filesystem::path> files;
        for (std::size_t part = 0; part < usage.parts.size(); ++part) {
            const RunPart& each = usage.parts[part];
            if (m_tree->topLevelItem(row)->child(static_cast<int>(part))->checkState(kWhat) != Qt::Checked) {
                continue;
            }
            files.insert(files.end(), each.files.begin(), each.files.end());
            chosen.bytes += each.bytes;
            chosen.last += each.kind == RunPart::Kind::last ? 1 : 0;
            chosen.best += each.kind == RunPart::Kind::best ? 1 : 0;
        }
        if (!files.empty()) {
            chosen.count += static_cast<std::int64_t>(files.size());
            chosen.files.emplace_back(usage.run, std::move(files));
        }
    }
    return chosen;
}

void RunSizesDialog::refresh() {
    const Chosen now = chosen();
    const bool is_idle = !m_is_deleting && !m_usages.empty();
    m_tree->setEnabled(!m_is_deleting);
    m_snapshots->setEnabled(is_idle);
    m_nothing->setEnabled(is_idle && now.count > 0);
    m_delete->setEnabled(is_idle && now.count > 0);
    const QString choice =
        now.count > 0
            ? tr("Files chosen: %1. Deleting them frees %2.").arg(countText(now.count), diskText(now.bytes))
            : tr("Check what is to be deleted.");
    m_note->setText(m_freed.isEmpty() || now.count > 0 ? choice : m_freed);
}

void RunSizesDialog::ask() {
    const Chosen now = chosen();
    QStringList lines{tr("Delete what is chosen for good? Files: %1. This frees %2 and cannot be undone.")
                          .arg(countText(now.count), diskText(now.bytes))};
    if (now.last > 0) {
        lines << tr("Runs that cannot go on without their last checkpoint: %1.").arg(countText(now.last));
    }
    if (now.best > 0) {
        lines << tr("Runs that lose their best weights: %1.").arg(countText(now.best));
    }
    auto* box = new QMessageBox(QMessageBox::Question, windowTitle(), lines.join(QLatin1Char('\n')),
                                QMessageBox::Yes | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Yes)->setText(tr("&Delete"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QDialog::accepted, this, &RunSizesDialog::remove);
    box->open();
}

void RunSizesDialog::remove() {
    m_is_deleting = true;
    m_banner->hide();
    m_runner.start(
        tr("Cleaning up runs"),
        [files = chosen().files](const std::stop_token& stop, const ProgressFn& progress) {
            Deleted all;
            for (const auto& [run, parts] : files) {
                if (stop.stop_requested()) {
                    break;
                }
                try {
                    Deleted deleted = deleteRunFiles(run, parts, stop, progress);
                    all.files += deleted.files;
                    all.bytes += deleted.bytes;
                    all.problems.insert(all.problems.end(), deleted.problems.begin(), deleted.problems.end());
                } catch (const Error& error) {  // the other runs are cleaned up all the same
                    all.problems.push_back(inOneLine(error.parts()));
                }
            }
            return all;
        },
        [this](const Deleted& result) { showDeleted(result); });
    refresh();
}

void RunSizesDialog::showDeleted(const Deleted& result) {
    m_is_deleting = false;
    m_freed = tr("Files deleted: %1. That freed %2.").arg(countText(result.files), diskText(result.bytes));
    QStringList problems;
    for (const Sentence& problem : result.problems) {
        problems << sentenceText(problem);
    }
    if (problems.size() > kMostProblems) {
        problems = problems.mid(0, kMostProblems)
                   << tr("and %1 more").arg(countText(problems.size() - kMostProblems));
    }
    if (!problems.isEmpty()) {
        m_banner->showError(problems.join(QLatin1Char('\n')));
    }
    Q_EMIT deleted();
    read();
}

void RunSizesDialog::reject() {
    if (m_is_deleting) {
        m_runner.cancel();
        Q_EMIT deleted();
    }
    QDialog::reject();
}

}  // namespace priorscope
