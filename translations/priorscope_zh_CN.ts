<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>The log is not kept on disk: %1</source>
        <translation>日志未保存到磁盘：%1</translation>
    </message>
</context>
<context>
    <name>Unit</name>
    <message>
        <source>images</source>
        <translation>张图像</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>files</source>
        <translation>个文件</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>个目标</translation>
    </message>
    <message>
        <source>annotations</source>
        <translation>个标注</translation>
    </message>
</context>
<context>
    <name>WeightSummary</name>
    <message>
        <source>Weights of %1: %2 taken, %3 missing, %4 unexpected, %5 of another shape, %6 refused</source>
        <translation>%1 的权重：采用 %2 个，缺少 %3 个，多余 %4 个，形状不同 %5 个，拒绝 %6 个</translation>
    </message>
</context>
<context>
    <name>priorscope::Chip</name>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassList</name>
    <message>
        <source>Objects per class</source>
        <translation>各类别目标数</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassListModel</name>
    <message>
        <source>%1: %2 of %3 objects shown. Click to show only images with it.</source>
        <translation>%1：显示 %3 个目标中的 %2 个。单击只显示含该类别的图像。</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassRecallList</name>
    <message>
        <source>Recall per class</source>
        <translation>各类别召回率</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassRecallModel</name>
    <message>
        <source>%1: recall at IoU 0.50 is %2, before %3; %4 objects. Click to see only its uncovered objects.</source>
        <translation>%1：IoU 0.50 时召回率为 %2，之前为 %3；共 %4 个目标。单击只查看该类别未覆盖的目标。</translation>
    </message>
    <message>
        <source>%1–%2 px</source>
        <translation>%1–%2 像素</translation>
    </message>
    <message>
        <source>over %1 px</source>
        <translation>%1 像素以上</translation>
    </message>
    <message>
        <source>%1, square root of the area in the network&apos;s input: recall at IoU 0.50 is %2, before %3; %4 objects</source>
        <translation>%1（网络输入中面积的平方根）：IoU 0.50 时召回率为 %2，之前为 %3；共 %4 个目标</translation>
    </message>
    <message>
        <source>Share of the positives that %1 gets: %2, before %3; %4 pairs of object and prior</source>
        <translation>%1 获得的正样本比例：%2，之前为 %3；共 %4 个目标与先验框对</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Priors that reach IoU 0.50 with an object: %1. Share of the objects %2, before %3; %4 objects. An object without such priors is trained only through its forced match.</source>
        <translation>与目标交并比达到 0.50 的先验框：%1。目标比例 %2，之前为 %3；共 %4 个目标。没有这种先验框的目标只靠强制匹配学习。</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassTableModel</name>
    <message>
        <source>Number of objects, without difficult ones</source>
        <translation>计入统计的目标：非困难目标</translation>
    </message>
    <message>
        <source>11-point average precision at IoU 0.5, from scores of at least 0.01, NMS 0.45</source>
        <translation>IoU 0.5 时的 11 点平均精度，取得分不低于 0.01 的检测，NMS 0.45</translation>
    </message>
    <message>
        <source>Area under the whole precision-recall curve at IoU 0.5, from scores of at least 0.01, NMS 0.45</source>
        <translation>IoU 0.5 时整条精确率-召回率曲线下的面积，取得分不低于 0.01 的检测，NMS 0.45</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>VOC07</source>
        <translation>VOC07</translation>
    </message>
    <message>
        <source>VOC10</source>
        <translation>VOC10</translation>
    </message>
</context>
<context>
    <name>priorscope::ClosingGuard</name>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
</context>
<context>
    <name>priorscope::ContextBar</name>
    <message>
        <source>all images</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>The dataset: open another folder (Ctrl+O) or a recent one</source>
        <translation>数据集：打开其他文件夹（Ctrl+O）或最近的文件夹</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>The split of the dataset that all workspaces look at</source>
        <translation>所有工作区共用的数据集划分</translation>
    </message>
    <message>
        <source>Images that pass the filters, and their objects that are shown</source>
        <translation>通过筛选的图像及其显示的目标</translation>
    </message>
    <message>
        <source>Search  Ctrl+K</source>
        <translation>搜索  Ctrl+K</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>no dataset</source>
        <translation>无数据集</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Only images with this class or another chosen one</source>
        <translation>只显示含此类别或其他所选类别的图像</translation>
    </message>
    <message>
        <source>not difficult</source>
        <translation>非困难</translation>
    </message>
    <message>
        <source>Difficult objects are not shown and not counted</source>
        <translation>困难目标不显示也不计数</translation>
    </message>
    <message>
        <source>not truncated</source>
        <translation>未截断</translation>
    </message>
    <message>
        <source>Truncated objects are not shown and not counted</source>
        <translation>截断目标不显示也不计数</translation>
    </message>
    <message>
        <source>image file present</source>
        <translation>图像存在</translation>
    </message>
    <message>
        <source>Only images whose file exists</source>
        <translation>只显示文件存在的图像</translation>
    </message>
    <message>
        <source>%1 images, %2 objects</source>
        <translation>%1 张图像，%2 个目标</translation>
    </message>
    <message>
        <source>Show only images whose name, or the name of a class in them, contains this (Ctrl+K). Esc clears it</source>
        <translation>只显示文件名或所含类别名包含此文字的图像（Ctrl+K）。Esc 键清除</translation>
    </message>
    <message>
        <source>▲ no image matches</source>
        <translation>▲ 没有匹配的图像</translation>
    </message>
</context>
<context>
    <name>priorscope::CostTable</name>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Number of boxes that the network predicts per image, over all feature maps</source>
        <translation>所有特征图合计：网络对每张图像进行预测的数量</translation>
    </message>
    <message>
        <source>Per cell</source>
        <translation>每个单元</translation>
    </message>
    <message>
        <source>Priors per cell of each feature map</source>
        <translation>各特征图每个单元的先验框数</translation>
    </message>
    <message>
        <source>Heads of</source>
        <translation>预测头</translation>
    </message>
    <message>
        <source>Model whose heads are counted</source>
        <translation>用于计算预测头的模型</translation>
    </message>
    <message>
        <source>no model fits</source>
        <translation>没有匹配的模型</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Parameters of this model&apos;s heads for these priors</source>
        <translation>此模型的预测头为这些先验框学习的参数数</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Multiply-add operations of the heads&apos; convolutions for one image</source>
        <translation>预测头的卷积处理一张图像的乘加次数</translation>
    </message>
    <message>
        <source>No model has these maps at %1 px; training would reject the layout</source>
        <translation>没有模型在 %1 像素下具有这些特征图；训练会拒绝此布局</translation>
    </message>
    <message>
        <source>Models whose feature maps the layout fits</source>
        <translation>特征图与此布局相符的模型</translation>
    </message>
</context>
<context>
    <name>priorscope::CoverageFiguresText</name>
    <message>
        <source>There are no objects in view to count.</source>
        <translation>当前视图中没有可计数的目标。</translation>
    </message>
    <message>
        <source>Positives per object</source>
        <translation>每个目标的正样本</translation>
    </message>
    <message>
        <source>Recall at IoU 0.50</source>
        <translation>IoU 0.50 时的召回率</translation>
    </message>
    <message>
        <source>Share of objects whose best prior overlaps them by at least IoU 0.50</source>
        <translation>最佳先验框交并比不低于 0.50 的目标比例</translation>
    </message>
    <message>
        <source>Mean best IoU</source>
        <translation>平均最佳交并比</translation>
    </message>
    <message>
        <source>Overlap of an object with its best prior, mean over the objects</source>
        <translation>目标与其最佳先验框的交并比，对目标取平均</translation>
    </message>
    <message>
        <source>Uncovered objects</source>
        <translation>未覆盖的目标</translation>
    </message>
    <message>
        <source>Objects whose best prior overlaps them by less than IoU 0.50, of %1</source>
        <translation>%1 个目标中最佳先验框交并比低于 0.50 的目标</translation>
    </message>
    <message>
        <source>Lowest class: %1</source>
        <translation>最低类别：%1</translation>
    </message>
    <message>
        <source>The class of lowest recall at IoU 0.50</source>
        <translation>IoU 0.50 时召回率最低的类别</translation>
    </message>
    <message>
        <source>Priors that overlap an object by IoU 0.50 or more, mean over the objects; each is trained to detect it. %1 per image</source>
        <translation>与目标交并比不低于 0.50 的先验框数，对目标取平均；每个都学习找到该目标。每张图像 %1 个</translation>
    </message>
</context>
<context>
    <name>priorscope::CoverageService</name>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Covered shapes</source>
        <translation>已覆盖的形状</translation>
    </message>
    <message>
        <source>Priors of an image</source>
        <translation>一张图像的先验框</translation>
    </message>
</context>
<context>
    <name>priorscope::DatasetOpener</name>
    <message>
        <source>Open a folder with VOC annotations</source>
        <translation>打开含 VOC 标注的文件夹</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>%1 images read in %2 s</source>
        <translation>已读取 %1 张图像，用时 %2 秒</translation>
    </message>
    <message>
        <source>An empty folder for the sample dataset</source>
        <translation>用于示例数据集的空文件夹</translation>
    </message>
    <message>
        <source>Writing the sample dataset</source>
        <translation>正在生成示例数据集</translation>
    </message>
</context>
<context>
    <name>priorscope::DatasetWorkspace</name>
    <message>
        <source>Large image</source>
        <translation>大图</translation>
    </message>
    <message>
        <source>Fit the image</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>Hide or show boxes</source>
        <translation>隐藏或显示框</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Grid, then clear the search</source>
        <translation>网格，再清除搜索</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectWorkspace</name>
    <message>
        <source>Open checkpoint…</source>
        <translation>打开检查点…</translation>
    </message>
    <message>
        <source>Evaluate split</source>
        <translation>评估划分</translation>
    </message>
    <message>
        <source>Open a checkpoint to see what the network finds in this image. A .pt file can be dropped here.</source>
        <translation>打开检查点，查看网络在此图像中检测到什么。也可将 .pt 文件拖放到此处。</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Export again…</source>
        <translation>重新导出…</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectionFigures</name>
    <message>
        <source>Over the evaluated split, all classes together, at these thresholds</source>
        <translation>在已评估的划分上，所有类别合计，按当前阈值</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Share of correct detections among correct and wrong ones. %1</source>
        <translation>正确检测占正确与错误检测之和的比例。%1</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Share of the non-difficult objects that are detected. %1</source>
        <translation>非困难目标中被检出的比例。%1</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall. %1</source>
        <translation>精确率与召回率的调和平均。%1</translation>
    </message>
    <message>
        <source>False positives</source>
        <translation>误检</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC07)</source>
        <translation>mAP@0.5 (VOC07)</translation>
    </message>
    <message>
        <source>VOC10 %1</source>
        <translation>VOC10 %1</translation>
    </message>
    <message>
        <source>Mean of the classes&apos; 11-point average precision; VOC10: all points. From scores of at least 0.01, independent of the sliders</source>
        <translation>各类别 11 点平均精度的均值；VOC10 取全部点。只取置信度不低于 0.01 的检测，与滑块无关</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectionInspector</name>
    <message>
        <source>Detections</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Select a detection, here or in the image, to see its origin.</source>
        <translation>在此处或图像中选择一个检测，查看其来由。</translation>
    </message>
    <message>
        <source>IoU %1 with %2.</source>
        <translation>与 %2 的交并比为 %1。</translation>
    </message>
    <message>
        <source>Fired by prior %1 of map %2, %3, cell (%4, %5), %6 × %7 px at %8</source>
        <translation>由特征图 %2（%3）单元 (%4, %5) 的第 %1 个先验框触发，输入 %8 时为 %6 × %7 像素</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectionTableModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>置信度</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectorExport</name>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Open a checkpoint in Detect first</source>
        <translation>请先在“检测”中打开检查点</translation>
    </message>
    <message>
        <source>An export is running</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Write the detector for other programs and verify the written file</source>
        <translation>为其他程序写出检测器，并检查写出的内容</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Exported %1, read back: largest difference %2 px for boxes, %3 for scores</source>
        <translation>已导出 %1：已回读，框最大相差 %2 像素，得分最大相差 %3</translation>
    </message>
    <message>
        <source>Exported %1, read back: all %2 tensors are equal</source>
        <translation>已导出 %1：已回读，全部 %2 个张量一致</translation>
    </message>
    <message>
        <source>torchvision&apos;s default box generator cannot produce the priors of %1 (%2): besides the weights, its model needs the boxes of this layout</source>
        <translation>torchvision 的默认框生成器无法生成 %1 的先验框（%2）：除权重外，其模型还需要此布局的框</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectorSource</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1, mAP %2</source>
        <translation>%1，mAP %2</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>The checkpoint whose detections are shown</source>
        <translation>显示其检测结果的检查点</translation>
    </message>
    <message>
        <source>Open checkpoint…</source>
        <translation>打开检查点…</translation>
    </message>
    <message>
        <source>Snapshot of the running training</source>
        <translation>正在训练的权重</translation>
    </message>
    <message>
        <source>No checkpoint</source>
        <translation>无检查点</translation>
    </message>
    <message>
        <source>running training, current weights</source>
        <translation>正在训练，当前权重</translation>
    </message>
    <message>
        <source>Open checkpoint</source>
        <translation>打开检查点</translation>
    </message>
    <message>
        <source>Checkpoints (*.pt);;All files (*)</source>
        <translation>检查点 (*.pt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Opening checkpoint</source>
        <translation>正在打开检查点</translation>
    </message>
    <message>
        <source>Copying the weights</source>
        <translation>正在复制权重</translation>
    </message>
</context>
<context>
    <name>priorscope::DeviceBox</name>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
</context>
<context>
    <name>priorscope::ErrorBanner</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Hide this message</source>
        <translation>隐藏此消息</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
</context>
<context>
    <name>priorscope::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>State dict (.pth)</source>
        <translation>状态字典 (.pth)</translation>
    </message>
    <message>
        <source>TorchScript (.pt)</source>
        <translation>TorchScript (.pt)</translation>
    </message>
    <message>
        <source>ONNX (.onnx)</source>
        <translation>ONNX (.onnx)</translation>
    </message>
    <message>
        <source>Boxes and scores of every prior</source>
        <translation>每个先验框的框与得分</translation>
    </message>
    <message>
        <source>Detections after NMS</source>
        <translation>检测结果（已抑制）</translation>
    </message>
    <message>
        <source>Raw outputs of the heads</source>
        <translation>检测头的原始输出</translation>
    </message>
    <message>
        <source>One image</source>
        <translation>一张图像</translation>
    </message>
    <message>
        <source>Any number of images</source>
        <translation>任意张图像</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>Choose folder and name (Alt+C)</source>
        <translation>选择文件夹和名称 (Alt+C)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>What the file is for (Alt+F)</source>
        <translation>文件的用途 (Alt+F)</translation>
    </message>
    <message>
        <source>&amp;Outputs</source>
        <translation>输出(&amp;O)</translation>
    </message>
    <message>
        <source>What the exported network outputs (Alt+O)</source>
        <translation>导出的网络输出什么 (Alt+O)</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>批量(&amp;B)</translation>
    </message>
    <message>
        <source>How many images it processes at a time (Alt+B)</source>
        <translation>每次处理多少张图像 (Alt+B)</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>The file to write (Alt+I)</source>
        <translation>要写出的文件 (Alt+I)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Write the file, read it back and compare it with this detector (Alt+E)</source>
        <translation>写出文件，回读并与此检测器比较 (Alt+E)</translation>
    </message>
    <message>
        <source>Enter a file name.</source>
        <translation>请指定文件名。</translation>
    </message>
    <message>
        <source>This is the checkpoint itself; choose another name.</source>
        <translation>这是检查点本身，请换一个名称。</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>The weights with torchvision&apos;s parameter names, for load_state_dict in Python.</source>
        <translation>以 torchvision 的名称保存的权重，供 Python 的 load_state_dict 使用。</translation>
    </message>
    <message>
        <source>Runs in OpenCV, ONNX Runtime and others.</source>
        <translation>可在 OpenCV、ONNX Runtime 等中运行。</translation>
    </message>
    <message>
        <source>Runs with torch.jit.load in Python and C++, for any number of images.</source>
        <translation>在 Python 和 C++ 中用 torch.jit.load 运行，图像数量不限。</translation>
    </message>
    <message>
        <source>%1 Outputs the raw predictions of the heads, not decoded.</source>
        <translation>%1给出检测头的预测，未解码。</translation>
    </message>
    <message>
        <source>%1 Outputs a box and the class probabilities of each prior.</source>
        <translation>%1给出每个先验框的框和类别概率。</translation>
    </message>
    <message>
        <source>Runs in ONNX Runtime and others; OpenCV does not support NMS.</source>
        <translation>可在 ONNX Runtime 等中运行；OpenCV 不支持抑制。</translation>
    </message>
    <message>
        <source>%1 Outputs the detections at the detector&apos;s own thresholds.</source>
        <translation>%1按检测器自身的限值给出检测结果。</translation>
    </message>
    <message>
        <source>Safetensors (.safetensors)</source>
        <translation>Safetensors (.safetensors)</translation>
    </message>
    <message>
        <source>The same weights without pickle, for the safetensors libraries.</source>
        <translation>同样的权重，不含 pickle，供 safetensors 库使用。</translation>
    </message>
    <message>
        <source>%1 already exists in %2. Replace it?</source>
        <translation>%2 中已有 %1。要替换吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>This file exists already.</source>
        <translation>此文件已存在。</translation>
    </message>
</context>
<context>
    <name>priorscope::Facets</name>
    <message>
        <source>Objects per class</source>
        <translation>各类别目标数</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>Difficult objects</source>
        <translation>困难目标</translation>
    </message>
    <message>
        <source>Show and count objects marked as difficult. They are not training targets unless enabled.</source>
        <translation>显示并统计标记为困难的目标。除非明确要求，它们不作为训练目标。</translation>
    </message>
    <message>
        <source>Truncated objects</source>
        <translation>截断目标</translation>
    </message>
    <message>
        <source>Show and count objects that reach beyond the image.</source>
        <translation>显示并统计超出图像范围的目标。</translation>
    </message>
    <message>
        <source>Images without file</source>
        <translation>缺少文件的图像</translation>
    </message>
    <message>
        <source>Show images whose file is missing; their boxes can still be viewed.</source>
        <translation>显示文件不在文件夹中的图像；仍可查看其标注框。</translation>
    </message>
</context>
<context>
    <name>priorscope::FieldChart</name>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>整幅</translation>
    </message>
    <message>
        <source>Receptive fields</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>%1: priors of %2 to %3; a cell sees %4 of the image, mostly within %5 (95 % of the gradient energy of the untrained network)</source>
        <translation>%1：先验框 %2 至 %3；一个单元看到图像的 %4，大部分在 %5 内（未训练时其梯度能量的 95 % 所在）</translation>
    </message>
    <message>
        <source>Its largest priors exceed its receptive field.</source>
        <translation>其最大的先验框超出了它的视野。</translation>
    </message>
    <message>
        <source>No backbone has maps with these cell counts</source>
        <translation>没有主干网络具有这些单元的特征图</translation>
    </message>
    <message>
        <source>Computing receptive fields…</source>
        <translation>正在测量一个单元的视野…</translation>
    </message>
</context>
<context>
    <name>priorscope::FigureStrip</name>
    <message>
        <source>Headline figures</source>
        <translation>主要指标</translation>
    </message>
</context>
<context>
    <name>priorscope::FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Kind of finding</source>
        <translation>问题类型</translation>
    </message>
    <message>
        <source>Which findings are listed</source>
        <translation>列出哪些问题</translation>
    </message>
    <message>
        <source>Check images</source>
        <translation>检查图像</translation>
    </message>
    <message>
        <source>Save findings…</source>
        <translation>保存问题…</translation>
    </message>
    <message>
        <source>Save the listed findings as a table (%1)</source>
        <translation>将列出的问题保存为表格（%1）</translation>
    </message>
    <message>
        <source>Copy the finding</source>
        <translation>复制该问题</translation>
    </message>
    <message>
        <source>Checking images</source>
        <translation>检查图像</translation>
    </message>
    <message>
        <source>All, %1</source>
        <translation>全部，%1</translation>
    </message>
    <message>
        <source>All but missing images, %1</source>
        <translation>除缺失图像外全部，%1</translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation>停止检查</translation>
    </message>
    <message>
        <source>Stop decoding the images (%1)</source>
        <translation>停止解码图像（%1）</translation>
    </message>
    <message>
        <source>Decode every image and list those that are truncated, damaged or in an unsupported format (%1)</source>
        <translation>解码每幅图像，列出被截断、已损坏或格式无法读取的图像（%1）</translation>
    </message>
    <message>
        <source>decoding image %1 of %2</source>
        <translation>正在解码第 %1 幅图像，共 %2 幅</translation>
    </message>
    <message>
        <source>%1 images decoded</source>
        <translation>已解码 %1 幅图像</translation>
    </message>
    <message>
        <source>images not decoded</source>
        <translation>图像尚未解码</translation>
    </message>
    <message>
        <source>No dataset is open.</source>
        <translation>未打开数据集。</translation>
    </message>
    <message>
        <source>No problems found: %1 annotations were read and %2 images decoded.</source>
        <translation>未发现问题：已读取 %1 个标注，解码 %2 幅图像。</translation>
    </message>
    <message>
        <source>No problems found in %1 annotations. Their images have not been decoded yet.</source>
        <translation>%1 个标注未发现问题。其图像尚未解码。</translation>
    </message>
    <message>
        <source>The finding in full</source>
        <translation>问题全文</translation>
    </message>
    <message>
        <source>%1 images, %2 findings</source>
        <translation>%1 幅图像，%2 个问题</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageCanvas</name>
    <message>
        <source>Image with boxes</source>
        <translation>带框的图像</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageDetections</name>
    <message>
        <source>No image</source>
        <translation>无图像</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Detected ground-truth objects, in the colours of their classes; difficult ones dotted</source>
        <translation>已检出的真实框，按类别着色；困难目标用点线</translation>
    </message>
    <message>
        <source>Fit the image</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Detecting</source>
        <translation>正在检测</translation>
    </message>
    <message>
        <source>Open a dataset in the Dataset workspace.</source>
        <translation>请在数据集工作区中打开数据集。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>detections: %1</source>
        <translation>检测：%1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Open a checkpoint to see what it detects.</source>
        <translation>打开检查点，查看其检测结果。</translation>
    </message>
    <message>
        <source>Open a dataset to see what is detected in its images.</source>
        <translation>打开数据集，查看在其图像中的检测结果。</translation>
    </message>
    <message>
        <source>No detections at these thresholds.</source>
        <translation>在当前阈值下没有检测。</translation>
    </message>
    <message>
        <source>Detecting…</source>
        <translation>正在检测…</translation>
    </message>
    <message>
        <source>Nothing could be detected in this image.</source>
        <translation>无法在此图像中进行检测。</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageGrid</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>No image matches “%1”. Esc clears the search.</source>
        <translation>没有图像与“%1”匹配。按 Esc 键清除搜索。</translation>
    </message>
    <message>
        <source>No image passes the filters.</source>
        <translation>没有图像通过筛选。</translation>
    </message>
    <message>
        <source>This split has no images.</source>
        <translation>此划分没有图像。</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageInspector</name>
    <message>
        <source>Current image</source>
        <translation>当前图像</translation>
    </message>
    <message>
        <source>Objects of the image</source>
        <translation>图像中的目标</translation>
    </message>
    <message>
        <source>Previous image (A)</source>
        <translation>上一张图像（A）</translation>
    </message>
    <message>
        <source>Next image (D)</source>
        <translation>下一张图像（D）</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>无图像</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>objects: %1, difficult: %2</source>
        <translation>目标：%1，困难：%2</translation>
    </message>
    <message>
        <source>Best priors of an image</source>
        <translation>图像的最佳先验框</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageListModel</name>
    <message>
        <source>%1: %2 × %3 px, %4 objects shown</source>
        <translation>%1：%2 × %3 像素，显示 %4 个目标</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageOverlayText</name>
    <message>
        <source>Priors of a cell of %1, px at %2: %3</source>
        <translation>%1 一个单元的先验框（输入 %2 像素）：%3</translation>
    </message>
    <message>
        <source>Move the pointer over the image to see the priors of that cell</source>
        <translation>将指针移到图像上，查看该单元的先验框</translation>
    </message>
    <message>
        <source>Click an object to see the priors that cover it</source>
        <translation>单击目标，查看能找到它的先验框</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>之前 %1</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>之后 %1</translation>
    </message>
    <message>
        <source>best prior %1</source>
        <translation>最佳先验框 %1</translation>
    </message>
    <message>
        <source>No prior overlaps this object</source>
        <translation>没有先验框与该目标重叠</translation>
    </message>
    <message>
        <source>best prior %1, %2, cell (%3, %4)</source>
        <translation>最佳先验框 %1，%2，单元 (%3, %4)</translation>
    </message>
    <message>
        <source>positives %1 → %2</source>
        <translation>正样本 %1 → %2</translation>
    </message>
    <message>
        <source>offsets %1</source>
        <translation>偏移量 %1</translation>
    </message>
    <message>
        <source>forced %1</source>
        <translation>强制 %1</translation>
    </message>
    <message>
        <source>Step 1: %1 of %2 priors overlap an object by IoU 0.50 or more</source>
        <translation>第 1 步：%2 个先验框中有 %1 个与某目标的交并比不低于 0.50</translation>
    </message>
    <message>
        <source>Step 2: each object takes its best prior; %1 forced, %2 positives in all</source>
        <translation>第 2 步：每个目标取其最佳先验框；强制 %1 个，正样本共 %2 个</translation>
    </message>
    <message>
        <source>Step 3: %1 negatives, of which the %2 of largest loss are trained (3 : 1); shown: those closest to an object</source>
        <translation>第 3 步：负样本 %1 个，其中损失最大的 %2 个参与训练（3 : 1）；图中为最接近目标的负样本</translation>
    </message>
</context>
<context>
    <name>priorscope::ImagePanel</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>All maps</source>
        <translation>全部特征图</translation>
    </message>
    <message>
        <source>The cell under the pointer in every feature map, not only the selected one</source>
        <translation>显示指针下每个特征图的单元，而不仅是所选特征图</translation>
    </message>
    <message>
        <source>Priors that overlap an object by IoU 0.50 or more become positives (N)</source>
        <translation>与目标交并比不低于 0.50 的先验框成为正样本（N）</translation>
    </message>
    <message>
        <source>Each object takes its best prior, whatever the overlap (N)</source>
        <translation>每个目标取其最佳先验框，不论交并比（N）</translation>
    </message>
    <message>
        <source>All others are negatives; the hardest are trained (N)</source>
        <translation>其余为负样本，只训练最难的（N）</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Priors of the cell under the pointer (Alt+1)</source>
        <translation>指针下单元的先验框（Alt+1）</translation>
    </message>
    <message>
        <source>Priors that cover the selected object (Alt+2)</source>
        <translation>能找到所选目标的先验框（Alt+2）</translation>
    </message>
    <message>
        <source>Matching, step by step, as the loss does it (Alt+3)</source>
        <translation>按损失函数的方式逐步匹配（Alt+3）</translation>
    </message>
    <message>
        <source>Previous image (A)</source>
        <translation>上一张图像（A）</translation>
    </message>
    <message>
        <source>Next image (D)</source>
        <translation>下一张图像（D）</translation>
    </message>
    <message>
        <source>Fit the image (Ctrl+F)</source>
        <translation>适应窗口（Ctrl+F）</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageStore</name>
    <message>
        <source>The image file does not exist.</source>
        <translation>图像文件不存在。</translation>
    </message>
</context>
<context>
    <name>priorscope::ImagesPanel</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>All images as thumbnails (Esc)</source>
        <translation>以缩略图显示全部图像（Esc）</translation>
    </message>
    <message>
        <source>The current image, large (Enter, or a double click)</source>
        <translation>放大显示当前图像（Enter 或双击）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>priorscope::IssueTableModel</name>
    <message>
        <source>Annotation cannot be read</source>
        <translation>标注无法读取</translation>
    </message>
    <message>
        <source>No size</source>
        <translation>缺少尺寸</translation>
    </message>
    <message>
        <source>Box outside the image</source>
        <translation>框超出图像</translation>
    </message>
    <message>
        <source>Empty box</source>
        <translation>空框</translation>
    </message>
    <message>
        <source>Image missing</source>
        <translation>缺少图像</translation>
    </message>
    <message>
        <source>Image cannot be read</source>
        <translation>图像无法读取</translation>
    </message>
    <message>
        <source>Annotation missing</source>
        <translation>缺少标注</translation>
    </message>
    <message>
        <source>Object without class</source>
        <translation>目标缺少类别</translation>
    </message>
    <message>
        <source>Class not in the list</source>
        <translation>类别不在列表中</translation>
    </message>
    <message>
        <source>Names another image</source>
        <translation>标注指向另一张图像</translation>
    </message>
    <message>
        <source>Several images fit</source>
        <translation>有多张图像匹配</translation>
    </message>
    <message>
        <source>Image claimed twice</source>
        <translation>图像被重复认领</translation>
    </message>
    <message>
        <source>Size differs from the image</source>
        <translation>尺寸与图像不符</translation>
    </message>
    <message>
        <source>Rotated by EXIF</source>
        <translation>EXIF 方向</translation>
    </message>
    <message>
        <source>Text encoding</source>
        <translation>文本编码</translation>
    </message>
    <message>
        <source>Decimal comma</source>
        <translation>小数逗号</translation>
    </message>
    <message>
        <source>Several boxes in an object</source>
        <translation>一个目标有多个框</translation>
    </message>
    <message>
        <source>Unusual element</source>
        <translation>异常元素</translation>
    </message>
    <message>
        <source>Folder cannot be opened</source>
        <translation>文件夹无法打开</translation>
    </message>
    <message>
        <source>Nearly equal class names</source>
        <translation>类别名称近似</translation>
    </message>
    <message>
        <source>Class called background</source>
        <translation>名为背景的类别</translation>
    </message>
    <message>
        <source>Repeated in a split</source>
        <translation>划分中重复</translation>
    </message>
    <message>
        <source>List cannot be used</source>
        <translation>列表不可用</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Box in fractions</source>
        <translation>框为比例坐标</translation>
    </message>
    <message>
        <source>Duplicate object</source>
        <translation>内容重复</translation>
    </message>
    <message>
        <source>Splits share images</source>
        <translation>划分之间有重叠图像</translation>
    </message>
</context>
<context>
    <name>priorscope::JobStrip</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>取消此任务</translation>
    </message>
    <message>
        <source>Show or hide the log (Ctrl+L)</source>
        <translation>显示或隐藏日志（Ctrl+L）</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
</context>
<context>
    <name>priorscope::LayoutHead</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Save as version…</source>
        <translation>另存为版本…</translation>
    </message>
    <message>
        <source>Save the current layout under a name</source>
        <translation>以一个名称保留当前布局</translation>
    </message>
    <message>
        <source>Rename the version…</source>
        <translation>重命名版本…</translation>
    </message>
    <message>
        <source>Rename the current version</source>
        <translation>给当前显示的版本换一个名称</translation>
    </message>
    <message>
        <source>Delete the version</source>
        <translation>删除版本</translation>
    </message>
    <message>
        <source>Delete the current version; the edited layout stays</source>
        <translation>删除当前显示的版本；布局保持不变</translation>
    </message>
    <message>
        <source>Pin as baseline</source>
        <translation>固定为基准</translation>
    </message>
    <message>
        <source>From now on, compare with the current layout</source>
        <translation>以当前布局作为此后比较的基准</translation>
    </message>
    <message>
        <source>Open layout…</source>
        <translation>打开布局…</translation>
    </message>
    <message>
        <source>Open a layout from a JSON file</source>
        <translation>从 JSON 文件打开布局</translation>
    </message>
    <message>
        <source>Save layout…</source>
        <translation>保存布局…</translation>
    </message>
    <message>
        <source>Save the layout to a JSON file (Ctrl+S)</source>
        <translation>将布局保存为 JSON 文件（Ctrl+S）</translation>
    </message>
    <message>
        <source>Prior layout</source>
        <translation>先验框布局</translation>
    </message>
    <message>
        <source>Versions and built-in layouts</source>
        <translation>版本和内置布局</translation>
    </message>
    <message>
        <source>Versions and files</source>
        <translation>版本与文件</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>版本名称</translation>
    </message>
    <message>
        <source>Name of the version: Enter saves, Escape cancels</source>
        <translation>版本名称：Enter 保存，Esc 取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save it under this name (Enter)</source>
        <translation>以此名称保留（Enter）</translation>
    </message>
    <message>
        <source>Cancel without saving (Escape)</source>
        <translation>不保存并离开（Esc）</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>What every figure is compared with</source>
        <translation>所有数值的比较对象</translation>
    </message>
    <message>
        <source>Baseline: %1</source>
        <translation>基准：%1</translation>
    </message>
    <message>
        <source>What every figure is compared with: %1</source>
        <translation>所有数值的比较对象：%1</translation>
    </message>
    <message>
        <source>layout %1</source>
        <translation>布局 %1</translation>
    </message>
    <message>
        <source>Open a prior layout</source>
        <translation>打开先验框布局</translation>
    </message>
    <message>
        <source>Prior layouts (*.json)</source>
        <translation>先验框布局 (*.json)</translation>
    </message>
    <message>
        <source>layout from a file</source>
        <translation>来自文件的布局</translation>
    </message>
    <message>
        <source>Save the prior layout</source>
        <translation>保存先验框布局</translation>
    </message>
    <message>
        <source>The layout: one of your versions or a built-in one. Current: %1</source>
        <translation>布局：您的版本或内置布局。当前：%1</translation>
    </message>
</context>
<context>
    <name>priorscope::LayoutInspector</name>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Use for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Give this layout to the Train workspace (Ctrl+Enter)</source>
        <translation>将此布局交给训练工作区（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Clip to the image</source>
        <translation>裁剪到图像内</translation>
    </message>
    <message>
        <source>Clip the priors to the borders of the image, as some SSD implementations do</source>
        <translation>在图像边界处裁剪先验框，与 SSD 的某些版本相同</translation>
    </message>
    <message>
        <source>Add a map</source>
        <translation>添加特征图</translation>
    </message>
    <message>
        <source>Adds a map with half the cells of the last one. Training needs a model with the same number of maps; SSD&apos;s backbones define their own</source>
        <translation>在最后添加一个单元数减半的特征图。训练需要特征图数量相同的模型；SSD 的骨干网络自带特征图</translation>
    </message>
    <message>
        <source>clipping</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>no clipping</source>
        <translation>不裁剪</translation>
    </message>
    <message>
        <source>another map</source>
        <translation>新增特征图</translation>
    </message>
    <message>
        <source>linear rule</source>
        <translation>线性规则</translation>
    </message>
    <message>
        <source>Suggest…</source>
        <translation>建议…</translation>
    </message>
    <message>
        <source>Search for a layout that covers the objects better (Ctrl+G)</source>
        <translation>搜索能更好覆盖目标的布局（Ctrl+G）</translation>
    </message>
    <message>
        <source>Input, px</source>
        <translation>输入（像素）</translation>
    </message>
    <message>
        <source>Side of the network&apos;s input. The maps get the model&apos;s cell counts for this size; scales are fractions of it and stay</source>
        <translation>网络输入的边长。特征图取模型在该尺寸下的单元数；尺度是其比例，保持不变</translation>
    </message>
    <message>
        <source>The cell counts at another size are known only for the maps of a model</source>
        <translation>只有与模型相符的特征图才知道其他尺寸下的单元数</translation>
    </message>
    <message>
        <source>input of %1 px</source>
        <translation>输入 %1 像素</translation>
    </message>
    <message>
        <source>Used for training</source>
        <translation>已用于训练</translation>
    </message>
    <message>
        <source>Use with that model</source>
        <translation>用于该模型</translation>
    </message>
    <message>
        <source>Plan a run of %1 with this layout, in the Train workspace (Ctrl+Enter)</source>
        <translation>在“训练”中以此布局计划 %1 的运行（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>%1 %2 has those of this layout.</source>
        <translation>%1%2 的特征图与此布局相符。</translation>
    </message>
    <message>
        <source>%1 Add or remove maps, or choose another model in Train.</source>
        <translation>%1请增减特征图，或在“训练”中选择其他模型。</translation>
    </message>
</context>
<context>
    <name>priorscope::LinearRuleRow</name>
    <message>
        <source>Linear rule</source>
        <translation>线性规则</translation>
    </message>
    <message>
        <source>s_k = s_min + (s_max − s_min) · (k − 1) / (m − 1) over the m maps that are on and do not keep their scale; second squares become sqrt(s_k · s_k+1)</source>
        <translation>s_k = s_min + (s_max − s_min) · (k − 1) / (m − 1)，其中 m 为已启用且未保持尺度的特征图数；第二个正方形的边长为 sqrt(s_k · s_k+1)</translation>
    </message>
    <message>
        <source>Scale of the first map that follows the rule (s_min)</source>
        <translation>受规则约束的第一个特征图的尺度（s_min）</translation>
    </message>
    <message>
        <source>Scale of the last map (s_max)</source>
        <translation>最后一个特征图的尺度（s_max）</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Spread the scales evenly; maps that keep their scale are unchanged</source>
        <translation>均匀分布各尺度；保持尺度的特征图不变</translation>
    </message>
</context>
<context>
    <name>priorscope::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>priorscope::MainWindow</name>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Write sample dataset…</source>
        <translation>生成示例数据集…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Priorscope</source>
        <translation>关于 Priorscope</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>关于 Qt</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>菜单（F10）</translation>
    </message>
    <message>
        <source>Light or dark (Ctrl+T)</source>
        <translation>浅色或深色（Ctrl+T）</translation>
    </message>
    <message>
        <source>Keyboard shortcuts (?)</source>
        <translation>键盘快捷键（?）</translation>
    </message>
    <message>
        <source>Open another folder…</source>
        <translation>打开其他文件夹…</translation>
    </message>
    <message>
        <source>Priorscope %1

A workbench for people who train single-shot box detectors.

GPL-3.0-or-later. Built on Qt, LibTorch, OpenCV and QCustomPlot.</source>
        <translation>Priorscope %1

面向单阶段目标检测器训练者的工作台。

GPL-3.0-or-later。基于 Qt、LibTorch、OpenCV 和 QCustomPlot 构建。</translation>
    </message>
</context>
<context>
    <name>priorscope::MapBlock</name>
    <message>
        <source>Rows × columns of cells; each cell has the same priors</source>
        <translation>单元的行数 × 列数；每个单元的先验框相同</translation>
    </message>
    <message>
        <source>Priors of this feature map: cells × priors of a cell</source>
        <translation>此特征图的先验框数：单元数 × 每个单元的先验框数</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>尺度</translation>
    </message>
    <message>
        <source>scale of %1</source>
        <translation>%1 的尺度</translation>
    </message>
    <message>
        <source>The linear rule does not change this scale; click to include it</source>
        <translation>线性规则不改变此尺度；单击以恢复</translation>
    </message>
    <message>
        <source>More for this feature map</source>
        <translation>此特征图的更多操作</translation>
    </message>
    <message>
        <source>%1 off</source>
        <translation>关闭 %1</translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>Free shapes</source>
        <translation>自由形状</translation>
    </message>
    <message>
        <source>The same priors, but each can then have any width and height</source>
        <translation>相同的先验框，但每个都可取任意宽度和高度</translation>
    </message>
    <message>
        <source>Copy from the baseline</source>
        <translation>从基准复制</translation>
    </message>
    <message>
        <source>Scale and priors that this map has in the baseline</source>
        <translation>此特征图在基准中的尺度和先验框</translation>
    </message>
    <message>
        <source>Keep the scale</source>
        <translation>保持尺度</translation>
    </message>
    <message>
        <source>The linear rule does not change the scale of this map</source>
        <translation>线性规则不改变此特征图的尺度</translation>
    </message>
    <message>
        <source>Cells and step</source>
        <translation>单元与步长</translation>
    </message>
    <message>
        <source>Rows, columns, step and largest side</source>
        <translation>行数、列数、步长和最大边长</translation>
    </message>
    <message>
        <source>Remove the map</source>
        <translation>移除特征图</translation>
    </message>
    <message>
        <source>free shapes of %1</source>
        <translation>%1 的自由形状</translation>
    </message>
    <message>
        <source>%1 as in the baseline</source>
        <translation>%1 与基准相同</translation>
    </message>
    <message>
        <source>removal of %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Training needs one map for each of the model&apos;s maps; for training, switch it off instead</source>
        <translation>训练要求与模型的特征图一一对应：此时请改为关闭</translation>
    </message>
    <message>
        <source>Only the last of several maps can be removed; others can be switched off</source>
        <translation>只能移除最后一个特征图；其他特征图可以关闭</translation>
    </message>
    <message>
        <source>Side of the square prior as a fraction of the network&apos;s input (s_k). Free shapes scale with it</source>
        <translation>正方形先验框的边长占网络输入的比例（s_k）。自由形状随之缩放</translation>
    </message>
    <message>
        <source>The only map that is on</source>
        <translation>唯一启用的特征图</translation>
    </message>
    <message>
        <source>The map has priors; click to switch it off</source>
        <translation>此特征图有先验框；单击以关闭</translation>
    </message>
    <message>
        <source>The map has no priors and no heads; click to switch it on</source>
        <translation>此特征图没有先验框和预测头；单击以启用</translation>
    </message>
    <message>
        <source>%1 on or off</source>
        <translation>启用或关闭 %1</translation>
    </message>
</context>
<context>
    <name>priorscope::MapChips</name>
    <message>
        <source>map %1</source>
        <translation>特征图 %1</translation>
    </message>
    <message>
        <source>The square prior at the scale; every cell has it</source>
        <translation>该尺度的正方形先验框；每个单元都有</translation>
    </message>
    <message>
        <source>A second square prior at sqrt(s_k · s_k+1): on or off</source>
        <translation>边长为 sqrt(s_k · s_k+1) 的第二个正方形先验框：启用或关闭</translation>
    </message>
    <message>
        <source>Second square prior</source>
        <translation>第二个正方形先验框</translation>
    </message>
    <message>
        <source>second square prior of %1</source>
        <translation>%1 的第二个正方形先验框</translation>
    </message>
    <message>
        <source>Width, px</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <source>Width of the chosen prior, in pixels of the network&apos;s input</source>
        <translation>所选先验框的宽度，以网络输入的像素计</translation>
    </message>
    <message>
        <source>Height, px</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <source>Height of the chosen prior, in pixels of the network&apos;s input</source>
        <translation>所选先验框的高度，以网络输入的像素计</translation>
    </message>
    <message>
        <source>Remove this shape (Delete)</source>
        <translation>移除此形状（Delete）</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Add a shape</source>
        <translation>添加形状</translation>
    </message>
    <message>
        <source>Add a ratio and its reciprocal</source>
        <translation>添加宽高比及其倒数</translation>
    </message>
    <message>
        <source>Add a ratio</source>
        <translation>添加宽高比</translation>
    </message>
    <message>
        <source>Width × height, px. Click to choose, double click or Enter to edit, Delete to remove</source>
        <translation>宽 × 高（像素）。单击选择，双击或 Enter 编辑，Delete 移除</translation>
    </message>
    <message>
        <source>Width : height, with its reciprocal. × or Delete removes both</source>
        <translation>宽 : 高，连同其倒数。× 或 Delete 同时移除两者</translation>
    </message>
    <message>
        <source>The last shape stays; switch the map off instead</source>
        <translation>最后一个形状须保留；请改为关闭此特征图</translation>
    </message>
    <message>
        <source>shape %1 of %2</source>
        <translation>%2 的形状 %1</translation>
    </message>
    <message>
        <source>ratio %1 of %2</source>
        <translation>%2 的宽高比 %1</translation>
    </message>
    <message>
        <source>Another ratio</source>
        <translation>新的宽高比</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>priorscope::MapGrid</name>
    <message>
        <source>even</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Rows of cells</source>
        <translation>单元行数</translation>
    </message>
    <message>
        <source>Rows of cells. Training needs as many as the model&apos;s map has</source>
        <translation>单元行数。训练要求与模型的特征图一致</translation>
    </message>
    <message>
        <source>Columns of cells</source>
        <translation>单元列数</translation>
    </message>
    <message>
        <source>Columns of cells. Training needs as many as the model&apos;s map has</source>
        <translation>单元列数。训练要求与模型的特征图一致</translation>
    </message>
    <message>
        <source>Step, px</source>
        <translation>步长（像素）</translation>
    </message>
    <message>
        <source>Input pixels between two cell centres; even: the input&apos;s side divided by the cell count</source>
        <translation>相邻两个中心之间的输入像素数；均匀：输入边长除以单元数</translation>
    </message>
    <message>
        <source>Largest side</source>
        <translation>最大边长</translation>
    </message>
    <message>
        <source>Sides of priors are limited to this fraction of the input, as torchvision limits them to 1</source>
        <translation>先验框的边长限制为输入的此比例，如 torchvision 限制为 1</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>cells of %1</source>
        <translation>%1 的单元</translation>
    </message>
</context>
<context>
    <name>priorscope::ObjectTableModel</name>
    <message>
        <source>%1, line %2 of the annotation%3%4</source>
        <translation>%1，标注第 %2 行%3%4</translation>
    </message>
    <message>
        <source>, difficult</source>
        <translation>，困难</translation>
    </message>
    <message>
        <source>, truncated</source>
        <translation>，截断</translation>
    </message>
    <message>
        <source>Class and number within the image; D: difficult</source>
        <translation>类别及其在图像中的序号；D：困难</translation>
    </message>
    <message>
        <source>Width × height in pixels of the image</source>
        <translation>宽 × 高，以图像像素计</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Size, px</source>
        <translation>尺寸，像素</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>在 %1 下</translation>
    </message>
    <message>
        <source>Best IoU</source>
        <translation>最佳交并比</translation>
    </message>
    <message>
        <source>Width × height in pixels of the network&apos;s input, after stretching, for the run planned in Train</source>
        <translation>在网络输入中的宽 × 高（像素），拉伸之后：按“训练”中计划的运行</translation>
    </message>
    <message>
        <source>Width × height in pixels of the network&apos;s input, letterboxed, for the run planned in Train</source>
        <translation>在网络输入中的宽 × 高（像素），留边之后：按“训练”中计划的运行</translation>
    </message>
    <message>
        <source>Overlap (IoU) with the best prior of the run planned in Train; ▽ below 0.50</source>
        <translation>与“训练”中计划的运行的最佳先验框的重叠（IoU）；▽ 表示低于 0.50</translation>
    </message>
</context>
<context>
    <name>priorscope::OutcomeBars</name>
    <message>
        <source>Detections by verdict</source>
        <translation>按判定统计的检测</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Objects that no detection matched.</source>
        <translation>没有检测与之匹配的目标。</translation>
    </message>
    <message>
        <source>Evaluate the split to see its errors.</source>
        <translation>评估该划分以查看其错误。</translation>
    </message>
</context>
<context>
    <name>priorscope::Outcomes</name>
    <message>
        <source>Correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Localisation</source>
        <translation>定位错误</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>分类错误</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>分类与定位均错</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复检测</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景误检</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>不判定</translation>
    </message>
    <message>
        <source>It overlaps an object of its class enough, and no better detection matched that object.</source>
        <translation>它与同类目标的重叠足够，且没有更优的检测占用该目标。</translation>
    </message>
    <message>
        <source>The class is right, but it overlaps the object too little.</source>
        <translation>类别正确，但与目标的重叠过小。</translation>
    </message>
    <message>
        <source>It overlaps an object of another class.</source>
        <translation>它与其他类别的目标重叠。</translation>
    </message>
    <message>
        <source>It overlaps an object of another class, and too little.</source>
        <translation>它与其他类别的目标重叠，且重叠过小。</translation>
    </message>
    <message>
        <source>A detection with a higher score matched the object.</source>
        <translation>置信度更高的检测已占用该目标。</translation>
    </message>
    <message>
        <source>It overlaps no object.</source>
        <translation>它不与任何目标重叠。</translation>
    </message>
    <message>
        <source>Its object is difficult: it counts neither as correct nor as wrong.</source>
        <translation>其目标为困难目标：不算对也不算错。</translation>
    </message>
    <message>
        <source>The dataset does not have its class.</source>
        <translation>数据集中没有该类别。</translation>
    </message>
</context>
<context>
    <name>priorscope::PlotExport</name>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Save figures</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place, or make room there.</source>
        <translation>无法写入 %1。请另选位置或腾出空间。</translation>
    </message>
</context>
<context>
    <name>priorscope::PlotPanel</name>
    <message>
        <source>Plot menu</source>
        <translation>图表菜单</translation>
    </message>
</context>
<context>
    <name>priorscope::PlotWidget</name>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save figures…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>%1, raw</source>
        <translation>%1，原始值</translation>
    </message>
</context>
<context>
    <name>priorscope::PriorChip</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>priorscope::PriorDocument</name>
    <message>
        <source>baseline %1</source>
        <translation>基准 %1</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>name %1</source>
        <translation>名称 %1</translation>
    </message>
    <message>
        <source>deletion of %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>A version needs a name</source>
        <translation>版本需要名称</translation>
    </message>
    <message>
        <source>%1 is a built-in layout</source>
        <translation>%1 是内置布局</translation>
    </message>
    <message>
        <source>A version named %1 already exists</source>
        <translation>已有名为 %1 的版本</translation>
    </message>
    <message>
        <source>%1, edited</source>
        <translation>%1，已修改</translation>
    </message>
    <message>
        <source>the versions of prior layouts</source>
        <translation>先验框布局的版本</translation>
    </message>
</context>
<context>
    <name>priorscope::PriorsWorkspace</name>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>IoU threshold</source>
        <translation>交并比阈值</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Share of objects whose best prior overlaps them by at least the threshold</source>
        <translation>最佳先验框与目标的交并比不低于阈值的目标比例</translation>
    </message>
    <message>
        <source>○ before   ● after   ▽ worse</source>
        <translation>○ 之前   ● 之后   ▽ 变差</translation>
    </message>
    <message>
        <source>Uncovered objects</source>
        <translation>未覆盖的目标</translation>
    </message>
    <message>
        <source>Objects whose best prior overlaps them by less than IoU 0.50</source>
        <translation>最佳先验框交并比低于 0.50 的目标</translation>
    </message>
    <message>
        <source>Use for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Fit the image</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>Hide or show boxes</source>
        <translation>隐藏或显示框</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>only %1, worst first</source>
        <translation>仅 %1，最差者优先</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>× uncovered</source>
        <translation>× 未覆盖</translation>
    </message>
    <message>
        <source>Inside the line: object shapes that some prior overlaps by IoU 0.50 or more at nine of ten positions in the image</source>
        <translation>线内的形状：图像上十处中有九处存在交并比不低于 0.50 的先验框</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>Letterbox</source>
        <translation>留边</translation>
    </message>
    <message>
        <source>Images are stretched to the network&apos;s square input, which changes aspect ratios</source>
        <translation>图像被拉伸为网络的正方形输入，宽高比随之改变</translation>
    </message>
    <message>
        <source>Images keep their aspect ratio and get borders</source>
        <translation>图像保持宽高比并加边</translation>
    </message>
    <message>
        <source>Show everything (Home)</source>
        <translation>显示全部（Home）</translation>
    </message>
    <message>
        <source>Plot menu</source>
        <translation>图表菜单</translation>
    </message>
    <message>
        <source>Best IoU</source>
        <translation>最佳交并比</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>目标数</translation>
    </message>
    <message>
        <source>Objects by their overlap with their best prior; left of 0.50 they are uncovered</source>
        <translation>按与最佳先验框的交并比统计的目标；0.50 左侧为未覆盖</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Recall of each class at IoU 0.50</source>
        <translation>IoU 0.50 时各类别的召回率</translation>
    </message>
    <message>
        <source>Recall at IoU 0.50 by size: the square root of the area, input pixels</source>
        <translation>IoU 0.50 时按尺寸的召回率：面积的平方根，输入像素</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Newly</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>Objects that no prior covers now</source>
        <translation>目前没有先验框覆盖的目标</translation>
    </message>
    <message>
        <source>Objects that the baseline covers and this layout does not</source>
        <translation>基线覆盖而当前布局未覆盖的目标</translation>
    </message>
    <message>
        <source>Objects that the baseline does not cover and this layout does</source>
        <translation>基线未覆盖而当前布局覆盖的目标</translation>
    </message>
    <message>
        <source>Priors of a cell</source>
        <translation>单元的先验框</translation>
    </message>
    <message>
        <source>Priors of an object</source>
        <translation>目标的先验框</translation>
    </message>
    <message>
        <source>Next step of matching</source>
        <translation>匹配的下一步</translation>
    </message>
    <message>
        <source>Shape of a prior</source>
        <translation>先验框的形状</translation>
    </message>
    <message>
        <source>worst first</source>
        <translation>最差者优先</translation>
    </message>
    <message>
        <source>Share of the positives that each feature map gets: pairs of an object and a prior at IoU 0.50</source>
        <translation>各特征图获得的正样本比例：IoU 0.50 的目标与先验框对</translation>
    </message>
    <message>
        <source>Suggest a layout</source>
        <translation>建议布局</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>Receptive field of each feature map beside the sizes of its priors</source>
        <translation>各特征图的感受野与其先验框尺寸</translation>
    </message>
    <message>
        <source>▬ priors   ○ effective   ● theoretical</source>
        <translation>▬ 先验框   ○ 有效   ● 理论</translation>
    </message>
    <message>
        <source>augmented</source>
        <translation>增强后</translation>
    </message>
    <message>
        <source>Augmented</source>
        <translation>增强后</translation>
    </message>
    <message>
        <source>Also show the recall on augmented training images: a seeded sample of two epochs (Alt+4)</source>
        <translation>同时显示训练增强后图像上的召回率：固定种子的两轮样本（Alt+4）</translation>
    </message>
    <message>
        <source>Coverage after augmentation</source>
        <translation>增强后的覆盖率</translation>
    </message>
    <message>
        <source>By</source>
        <translation>按</translation>
    </message>
    <message>
        <source>Positives</source>
        <translation>正样本</translation>
    </message>
    <message>
        <source>Objects by the number of priors that reach IoU 0.50 with them</source>
        <translation>按交并比达到 0.50 的先验框数统计的目标</translation>
    </message>
    <message>
        <source>best IoU</source>
        <translation>最佳交并比</translation>
    </message>
    <message>
        <source>%1, the planned model, has other feature maps.</source>
        <translation>计划的模型 %1 的特征图与此不同。</translation>
    </message>
    <message>
        <source>%1, the planned model, has no priors.</source>
        <translation>计划的模型 %1 没有先验框。</translation>
    </message>
</context>
<context>
    <name>priorscope::ProjectBanner</name>
    <message>
        <source>Keep the project elsewhere…</source>
        <translation>将项目保存到别处…</translation>
    </message>
    <message>
        <source>Layouts and versions are stored in one file. A new file receives all of them; a project that already exists there keeps its own versions as well</source>
        <translation>布局和版本都在一个文件中。新位置会得到全部内容；若那里已有项目，其原有版本也会保留</translation>
    </message>
    <message>
        <source>Keep the project in this file</source>
        <translation>将项目保存到此文件</translation>
    </message>
    <message>
        <source>Projects (*.sqlite)</source>
        <translation>项目 (*.sqlite)</translation>
    </message>
</context>
<context>
    <name>priorscope::ProjectStore</name>
    <message>
        <source>The project %1 is read-only: %2. Your changes will not be saved</source>
        <translation>项目 %1 只能读取：%2。在此处所做的更改不会保存</translation>
    </message>
    <message>
        <source>%1. Until then your changes will not be saved</source>
        <translation>%1。在此之前，在此处所做的更改不会保存</translation>
    </message>
    <message>
        <source>Saving the project</source>
        <translation>正在保存项目</translation>
    </message>
    <message>
        <source> (edited there)</source>
        <translation> (别处所编辑)</translation>
    </message>
</context>
<context>
    <name>priorscope::Rail</name>
    <message>
        <source>Workspaces</source>
        <translation>工作区</translation>
    </message>
</context>
<context>
    <name>priorscope::Renderer</name>
    <message>
        <source>writing pictures to %1: the folder cannot be made</source>
        <translation>将图片写入 %1：无法创建文件夹</translation>
    </message>
    <message>
        <source>writing the picture %1: it cannot be saved</source>
        <translation>写入图片 %1：无法保存</translation>
    </message>
    <message>
        <source>drawing %1: it is still busy after a minute</source>
        <translation>绘制 %1：一分钟后仍未完成</translation>
    </message>
</context>
<context>
    <name>priorscope::RunControls</name>
    <message>
        <source>stopping after this step</source>
        <translation>将在本步后停止</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>pausing after this step</source>
        <translation>将在本步后暂停</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>evaluating</source>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Resume run</source>
        <translation>恢复运行</translation>
    </message>
    <message>
        <source>Start a run with the options below</source>
        <translation>用下列选项开始运行</translation>
    </message>
    <message>
        <source>Write last.pt after this step</source>
        <translation>在本步后写入 last.pt</translation>
    </message>
    <message>
        <source>Resume the selected run from its last checkpoint, or from its start</source>
        <translation>从最后的检查点继续所选运行；没有检查点时从头开始</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新运行</translation>
    </message>
    <message>
        <source>Open a dataset first</source>
        <translation>请先打开数据集</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>数据集 %1</translation>
    </message>
    <message>
        <source>%1 on %2, %3</source>
        <translation>%1，数据集 %2，%3</translation>
    </message>
</context>
<context>
    <name>priorscope::RunDocument</name>
    <message>
        <source>model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>priors %1</source>
        <translation>先验框 %1</translation>
    </message>
    <message>
        <source>resize</source>
        <translation>缩放方式</translation>
    </message>
    <message>
        <source>the planned run</source>
        <translation>计划的运行</translation>
    </message>
</context>
<context>
    <name>priorscope::RunFigures</name>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Estimated from the speed of the last 100 steps</source>
        <translation>按最近 100 步的速度估计</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>%1 结束</translation>
    </message>
    <message>
        <source>Time spent</source>
        <translation>已用时间</translation>
    </message>
    <message>
        <source>Training time, without pauses</source>
        <translation>训练时间，不含暂停</translation>
    </message>
    <message>
        <source>Step, epoch %1</source>
        <translation>步，第 %1 轮</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>Number of batches trained on</source>
        <translation>已学习的批数</translation>
    </message>
    <message>
        <source>Total loss</source>
        <translation>总损失</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC07), best</source>
        <translation>mAP@0.5 (VOC07)，最佳</translation>
    </message>
    <message>
        <source>Highest mean of the classes&apos; 11-point average precision at IoU 0.5, on the validation split</source>
        <translation>验证划分上 IoU 0.5 时各类别 11 点平均精度均值的最高值</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>每秒图像数</translation>
    </message>
    <message>
        <source>Training images per second, including waits</source>
        <translation>每秒训练图像数，含等待时间</translation>
    </message>
    <message>
        <source>Mean loss, %1 steps</source>
        <translation>平均损失，%1 步</translation>
    </message>
    <message>
        <source>Total loss, mean of the last steps, at most 50</source>
        <translation>总损失，最近若干步的均值，最多 50 步</translation>
    </message>
</context>
<context>
    <name>priorscope::RunList</name>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Compare with selected run</source>
        <translation>与所选运行比较</translation>
    </message>
    <message>
        <source>Show the selected run&apos;s curves dashed</source>
        <translation>以虚线显示所选运行的曲线</translation>
    </message>
    <message>
        <source>Reload runs</source>
        <translation>重新读取运行</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中有 %1 个</translation>
    </message>
</context>
<context>
    <name>priorscope::RunTableModel</name>
    <message>
        <source>%1
started %2</source>
        <translation>%1
开始于 %2</translation>
    </message>
    <message>
        <source>%1, dashed</source>
        <translation>%1，虚线</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped at step %1</source>
        <translation>停止于第 %1 步</translation>
    </message>
    <message>
        <source>Mean total loss of the last 50 steps</source>
        <translation>最近 50 步总损失的均值</translation>
    </message>
    <message>
        <source>Highest mean of the classes&apos; 11-point average precision at IoU 0.5, on the validation split</source>
        <translation>验证划分上 IoU 0.5 时各类别 11 点平均精度均值的最高值</translation>
    </message>
    <message>
        <source>Training time, without pauses</source>
        <translation>训练用时，不含暂停</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC07)</source>
        <translation>mAP@0.5 (VOC07)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>priorscope::Runs</name>
    <message>
        <source>Checkpoint saved at step %1</source>
        <translation>已在第 %1 步保存检查点</translation>
    </message>
    <message>
        <source>Reading runs</source>
        <translation>正在读取运行</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training finished</source>
        <translation>训练已完成</translation>
    </message>
    <message>
        <source>Training stopped at a checkpoint</source>
        <translation>训练已在检查点停止</translation>
    </message>
</context>
<context>
    <name>priorscope::ShapePlaneText</name>
    <message>
        <source>letterboxed</source>
        <translation>留边</translation>
    </message>
    <message>
        <source>stretched</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>width, px at %1 × %1 (%2)</source>
        <translation>宽，像素，输入 %1 × %1（%2）</translation>
    </message>
    <message>
        <source>height, px</source>
        <translation>高，像素</translation>
    </message>
</context>
<context>
    <name>priorscope::ShapePlaneView</name>
    <message>
        <source>Shapes</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Width and height of objects and priors, logarithmic</source>
        <translation>目标与先验框的宽和高，对数坐标</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save figures…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>%1 × %2 px, feature map %3 (%4), in %5 cells</source>
        <translation>%1 × %2 像素，特征图 %3（%4），共 %5 个单元</translation>
    </message>
    <message>
        <source>%1 × %2 px: %3 objects. Grey: objects; line: shapes that a prior covers at nine of ten positions; squares: priors, by feature map</source>
        <translation>%1 × %2 像素：%3 个目标。灰色：目标；线：十处中有九处被先验框覆盖的形状；方块：先验框，按特征图编号</translation>
    </message>
</context>
<context>
    <name>priorscope::ShortcutSheet</name>
    <message>
        <source>Image, when it has the focus</source>
        <translation>图像（获得焦点时）</translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Zoom in and out</source>
        <translation>放大和缩小</translation>
    </message>
    <message>
        <source>Fit the image</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>Actual pixels</source>
        <translation>实际像素</translation>
    </message>
    <message>
        <source>Hide or show boxes</source>
        <translation>隐藏或显示框</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>移动图像</translation>
    </message>
    <message>
        <source>drag, arrow keys</source>
        <translation>拖动、方向键</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>priorscope::SplitDetectionsService</name>
    <message>
        <source>Evaluating</source>
        <translation>正在评估</translation>
    </message>
</context>
<context>
    <name>priorscope::SplitFigures</name>
    <message>
        <source>Average precision by class</source>
        <translation>各类别平均精度</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>平均精度</translation>
    </message>
    <message>
        <source>Run the network on every image of the split</source>
        <translation>对该划分的每张图像运行网络</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>at these thresholds</source>
        <translation>在当前阈值下</translation>
    </message>
    <message>
        <source>%1, images: %2</source>
        <translation>%1，图像：%2</translation>
    </message>
    <message>
        <source>whole dataset</source>
        <translation>整个数据集</translation>
    </message>
    <message>
        <source>Images that are missing or cannot be decoded are left out: %1. The log names them.</source>
        <translation>已排除缺失或无法解码的图像：%1。日志中列有其名称。</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
</context>
<context>
    <name>priorscope::StartPage</name>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open a folder with Pascal VOC annotations (Ctrl+O)</source>
        <translation>打开含 Pascal VOC 标注的文件夹（Ctrl+O）</translation>
    </message>
    <message>
        <source>Write sample dataset…</source>
        <translation>生成示例数据集…</translation>
    </message>
    <message>
        <source>Write a small synthetic dataset to an empty folder and open it, to try the program</source>
        <translation>在一个空文件夹中生成一个小型合成数据集并打开，用于试用本程序</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>最近的文件夹</translation>
    </message>
    <message>
        <source>Open a folder with Pascal VOC annotations, or drop one here.</source>
        <translation>打开含 Pascal VOC 标注的文件夹，或将其拖放到此处。</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
</context>
<context>
    <name>priorscope::SuggestOptionsForm</name>
    <message>
        <source>Aim</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>What the search maximises</source>
        <translation>搜索要尽可能提高的量</translation>
    </message>
    <message>
        <source>IoU threshold</source>
        <translation>交并比阈值</translation>
    </message>
    <message>
        <source>An object is covered by a prior that overlaps it by at least this</source>
        <translation>与先验框的重叠达到此值的目标视为被覆盖</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Shapes one by one, or a scale with ratios and their reciprocals, as torchvision&apos;s generator makes them</source>
        <translation>逐个形状，或尺度加宽高比及其倒数（torchvision 的生成器采用的形式）</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>How many priors the layout may have</source>
        <translation>布局最多可有多少先验框</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Priors per image, or per cell of each feature map</source>
        <translation>每张图像的先验框数，或每个特征图中每个单元的先验框数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same suggestion</source>
        <translation>相同的种子给出相同的建议</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Number of shapes tried; more take longer and may find better ones</source>
        <translation>尝试的形状数；越多耗时越长，可能找到更好的</translation>
    </message>
    <message>
        <source>mean best IoU</source>
        <translation>平均最佳 IoU</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>recall of the lowest class</source>
        <translation>最低类别的召回率</translation>
    </message>
    <message>
        <source>free shapes</source>
        <translation>自由形状</translation>
    </message>
    <message>
        <source>scales and ratios</source>
        <translation>尺度与宽高比</translation>
    </message>
    <message>
        <source>as many as now</source>
        <translation>与当前相同</translation>
    </message>
    <message>
        <source>priors per image</source>
        <translation>每张图像的先验框</translation>
    </message>
    <message>
        <source>priors per cell</source>
        <translation>每个单元的先验框</translation>
    </message>
</context>
<context>
    <name>priorscope::SuggestPanel</name>
    <message>
        <source>Stopped; the layout is unchanged.</source>
        <translation>已停止；布局保持原样。</translation>
    </message>
    <message>
        <source>Suggest a layout</source>
        <translation>建议布局</translation>
    </message>
    <message>
        <source>Back to the feature maps</source>
        <translation>返回特征图</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>搜索进度</translation>
    </message>
    <message>
        <source>Use the suggestion</source>
        <translation>采用建议</translation>
    </message>
    <message>
        <source>Replace the current layout with it; this can be undone</source>
        <translation>用它替换当前布局；可撤销</translation>
    </message>
    <message>
        <source>Mean best IoU</source>
        <translation>平均最佳交并比</translation>
    </message>
    <message>
        <source>Overlap of an object with its best prior, mean over the objects in view</source>
        <translation>目标与其最佳先验框的重叠，对当前显示的目标取平均</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Share of the objects that a prior covers at the threshold</source>
        <translation>在阈值下被某个先验框覆盖的目标比例</translation>
    </message>
    <message>
        <source>Lowest class</source>
        <translation>最低类别</translation>
    </message>
    <message>
        <source>The same share for the class where it is lowest</source>
        <translation>该比例最低的类别的值</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Number of boxes that the network predicts per image</source>
        <translation>网络对每张图像进行预测的数量</translation>
    </message>
    <message>
        <source>Best by number of priors (grey: the start)</source>
        <translation>各先验框数下的最佳结果（灰色：起点）</translation>
    </message>
    <message>
        <source>Best found by number of priors</source>
        <translation>各先验框数下找到的最佳结果</translation>
    </message>
    <message>
        <source>The best result that the search found for each number of priors</source>
        <translation>搜索在更少和更多先验框下找到的最佳结果</translation>
    </message>
    <message>
        <source>found</source>
        <translation>找到</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>recall at IoU %1</source>
        <translation>IoU %1 时的召回率</translation>
    </message>
    <message>
        <source>recall of the lowest class at IoU %1</source>
        <translation>IoU %1 时最低类别的召回率</translation>
    </message>
    <message>
        <source>mean best IoU</source>
        <translation>平均最佳 IoU</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Suggest from %1</source>
        <translation>从 %1 出发的建议</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 / %2 步</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Nothing better was found within the budget; the layout is unchanged.</source>
        <translation>在预算内没有找到更好的布局；布局保持不变。</translation>
    </message>
    <message>
        <source>Found in %1 and applied; undo restores the previous layout.</source>
        <translation>用时 %1 找到并已采用；撤销可恢复之前的布局。</translation>
    </message>
    <message>
        <source>Found, but the layout was edited in the meantime.</source>
        <translation>已找到，但布局在此期间被修改。</translation>
    </message>
    <message>
        <source>suggestion</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Recall at %1</source>
        <translation>IoU %1 召回率</translation>
    </message>
    <message>
        <source>priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Searches for priors that cover the %1 objects in view better than the layout does.</source>
        <translation>搜索比当前布局更好地覆盖所显示的 %1 个目标的先验框。</translation>
    </message>
    <message>
        <source>There are no objects in view to search for.</source>
        <translation>当前没有可供搜索的目标。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop the search; the layout stays unchanged</source>
        <translation>停止搜索；布局保持原样</translation>
    </message>
    <message>
        <source>Search, starting from the current layout</source>
        <translation>从当前布局开始搜索</translation>
    </message>
    <message>
        <source>Found for the %1 objects that were in view at the start; others are now.</source>
        <translation>已为开始时视图中的 %1 个目标找到；现在视图中是其他目标。</translation>
    </message>
</context>
<context>
    <name>priorscope::ThresholdRow</name>
    <message>
        <source>Score</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>NMS IoU</source>
        <translation>NMS 交并比</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>前 k 个</translation>
    </message>
    <message>
        <source>Match IoU</source>
        <translation>匹配交并比</translation>
    </message>
    <message>
        <source>Detections with a lower score are not shown</source>
        <translation>不显示置信度更低的检测</translation>
    </message>
    <message>
        <source>Detections that overlap a better one of their class by more are suppressed</source>
        <translation>与同类更优检测的交并比超过此值的检测被抑制（非极大值抑制）</translation>
    </message>
    <message>
        <source>At most this many detections per image, highest scores first</source>
        <translation>每张图像最多保留的检测数，置信度高者优先</translation>
    </message>
    <message>
        <source>A detection is correct if it overlaps an object of its class by at least this</source>
        <translation>检测与同类目标的交并比不低于此值即为正确</translation>
    </message>
</context>
<context>
    <name>priorscope::ThumbnailDelegate</name>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>no image file</source>
        <translation>无图像文件</translation>
    </message>
</context>
<context>
    <name>priorscope::TrainWorkspace</name>
    <message>
        <source>Training is at step %1 of %2. Stop it at a checkpoint and close?</source>
        <translation>训练进行到第 %1 步，共 %2 步。是否保存检查点后停止并关闭？</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Where is the run&apos;s dataset now? %1 is not there</source>
        <translation>该运行的数据集现在在哪里？%1 不存在</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
</context>
<context>
    <name>priorscope::TrainingForm</name>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Unit of the length</source>
        <translation>长度单位</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Architecture of the network</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>The layout of prior boxes: the model&apos;s own, or that of the Priors workspace</source>
        <translation>先验框布局：模型自带的，或先验框工作区中的</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Images to train on</source>
        <translation>用于学习其目标的图像</translation>
    </message>
    <message>
        <source>Validate on</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Images on which average precision is measured while training</source>
        <translation>训练期间用于测量平均精度的图像</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>One step trains on one batch</source>
        <translation>每一步学习一个批次</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Images per step</source>
        <translation>每步的图像数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>For weights, after the warm-up; divided by 10 late in the run</source>
        <translation>预热之后权重的学习率；在运行后期除以 10</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same initial weights, order and flips</source>
        <translation>相同的种子给出相同的初始权重、顺序和翻转</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose the folder of runs</source>
        <translation>选择运行文件夹</translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation>运行目录</translation>
    </message>
    <message>
        <source>Each run gets a folder of its own there</source>
        <translation>每次运行在其中有各自的文件夹</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Rate of biases</source>
        <translation>偏置学习率</translation>
    </message>
    <message>
        <source>Factor on the learning rate of biases</source>
        <translation>偏置学习率的倍数</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Steps over which the rate rises from a tenth</source>
        <translation>学习率从十分之一上升所用的步数</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; 0: no limit</source>
        <translation>梯度的最大范数；0：不限制</translation>
    </message>
    <message>
        <source>Match IoU</source>
        <translation>匹配交并比</translation>
    </message>
    <message>
        <source>A prior that overlaps an object by at least this is a positive</source>
        <translation>与目标交并比不低于此值的先验框学习该目标</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>负样本</translation>
    </message>
    <message>
        <source>Hard negative priors per positive one</source>
        <translation>每个正样本先验框对应的难负样本数</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>翻转</translation>
    </message>
    <message>
        <source>Probability of a horizontal flip</source>
        <translation>水平翻转的概率</translation>
    </message>
    <message>
        <source>Difficult objects</source>
        <translation>困难目标</translation>
    </message>
    <message>
        <source>Also train on difficult objects</source>
        <translation>也学习困难目标</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Steps between evaluations; 0: about ten times a run</source>
        <translation>两次评估之间的步数；0：每次运行约十次</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Steps between writes of last.pt</source>
        <translation>两次写入 last.pt 之间的步数</translation>
    </message>
    <message>
        <source>every image</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>模型自带</translation>
    </message>
    <message>
        <source>Priors: %1</source>
        <translation>先验框：%1</translation>
    </message>
    <message>
        <source>Folder of runs</source>
        <translation>运行文件夹</translation>
    </message>
    <message>
        <source>Start from weights</source>
        <translation>起始权重</translation>
    </message>
    <message>
        <source>Initial weights, used where they fit: a checkpoint, a state dict (.pt, .pth) or .safetensors of the detector or of its backbone. Empty: random weights</source>
        <translation>训练开始时采用其中合适的权重：检测器或其骨干网络的检查点、状态字典（.pt、.pth）或 .safetensors 文件。留空则随机初始化</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Choose a file of weights</source>
        <translation>选择权重文件</translation>
    </message>
    <message>
        <source>Weights (*.pt *.pth *.safetensors);;All files (*)</source>
        <translation>权重 (*.pt *.pth *.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>none: %1 has no priors</source>
        <translation>无：%1 没有先验框</translation>
    </message>
    <message>
        <source>On every parameter</source>
        <translation>作用于每个参数</translation>
    </message>
    <message>
        <source>Fraction of the previous update that is kept</source>
        <translation>保留上一步方向的比例</translation>
    </message>
    <message>
        <source>Rate drops</source>
        <translation>学习率下降</translation>
    </message>
    <message>
        <source>Fractions of the run after which the rate is divided by 10, separated by blanks</source>
        <translation>在运行的这些比例处学习率除以 10，用空格分隔</translation>
    </message>
    <message>
        <source>Keep every</source>
        <translation>保留间隔</translation>
    </message>
    <message>
        <source>Epochs between checkpoints that are kept in addition to the last and the best; 0: none</source>
        <translation>除最新和最佳之外保留的检查点之间的轮数；0：不保留</translation>
    </message>
    <message>
        <source>Compute threads</source>
        <translation>计算线程</translation>
    </message>
    <message>
        <source>0: all cores</source>
        <translation>0：所有核心</translation>
    </message>
    <message>
        <source>Loading threads</source>
        <translation>加载线程</translation>
    </message>
    <message>
        <source>Threads that prepare images; they never change results; 0: as many as the machine allows</source>
        <translation>用于准备图像，不影响结果；0：机器所允许的数量</translation>
    </message>
    <message>
        <source>stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>letterbox</source>
        <translation>留边</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>缩放方式</translation>
    </message>
    <message>
        <source>Resizing to the network&apos;s square input: stretched, or with borders that keep the aspect ratio</source>
        <translation>图像如何变为网络的正方形输入：拉伸，或加边框以保持宽高比</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the network is trained; automatic: the first CUDA device, else the CPU</source>
        <translation>训练网络所用的设备；自动：第一个 CUDA 设备，没有则用 CPU</translation>
    </message>
    <message>
        <source>Compute precision of convolutions; bfloat16 is faster if the device has instructions for it</source>
        <translation>卷积的精度；设备有相应指令时 bfloat16 更快</translation>
    </message>
    <message>
        <source>. Choose the model&apos;s own priors, or a model with the feature maps of this layout.</source>
        <translation>。请选择模型自带的先验框，或特征图与此布局相符的模型。</translation>
    </message>
</context>
<context>
    <name>priorscope::TrainingPlots</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Sums over the batch divided by its number of positive priors (SSD, equation 1)</source>
        <translation>整批之和除以正样本先验框数（SSD，公式 1）</translation>
    </message>
    <message>
        <source>AP</source>
        <translation>AP</translation>
    </message>
    <message>
        <source>AP@0.5 (VOC07)</source>
        <translation>AP@0.5 (VOC07)</translation>
    </message>
    <message>
        <source>11-point average precision at IoU 0.5 on the validation split: mean; thin lines: each class</source>
        <translation>验证划分上 IoU 0.5 时的 11 点平均精度：均值，细线为各类别</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>For weights; biases use a multiple of it</source>
        <translation>权重的学习率；偏置按其倍数学习</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>每秒图像数</translation>
    </message>
    <message>
        <source>Training images per second, including waits</source>
        <translation>每秒训练图像数，含等待时间</translation>
    </message>
    <message>
        <source>Positives per image</source>
        <translation>每张图像正样本数</translation>
    </message>
    <message>
        <source>Priors that were matched with an object, per image</source>
        <translation>每张图像中与目标匹配的先验框数</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Euclidean norm over all parameters, before clipping</source>
        <translation>裁剪前全部参数的欧几里得范数</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总损失</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>置信度损失</translation>
    </message>
    <message>
        <source>localisation</source>
        <translation>定位损失</translation>
    </message>
    <message>
        <source>images/s</source>
        <translation>图像/秒</translation>
    </message>
    <message>
        <source>positives</source>
        <translation>正样本</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Weight of the exponential moving average, as in TensorBoard; raw values are drawn behind it</source>
        <translation>指数移动平均的权重，与 TensorBoard 相同；后方为原始值</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
</context>
<context>
    <name>priorscope::UncoveredGallery</name>
    <message>
        <source>no image file</source>
        <translation>无图像文件</translation>
    </message>
    <message>
        <source>Uncovered objects</source>
        <translation>未覆盖的目标</translation>
    </message>
</context>
<context>
    <name>priorscope::UncoveredModel</name>
    <message>
        <source>%1 in %2: best IoU %3. Click to look at it, double-click to open it in Dataset.</source>
        <translation>%2 中的 %1：最佳交并比 %3。单击查看，双击在“数据集”中打开。</translation>
    </message>
</context>
<context>
    <name>priorscope::WindowMenu</name>
    <message>
        <source>Recent folders</source>
        <translation>最近的文件夹</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
</context>
</TS>
